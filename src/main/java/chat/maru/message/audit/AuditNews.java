package chat.maru.message.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;

/// Tells of findings that were not known before: one line each, and the metrics.
@ApplicationScoped
class AuditNews {
  private static final System.Logger LOG = System.getLogger(AuditNews.class.getName());

  @Inject AuditFigures figures;

  void tell(List<Finding> fresh) {
    for (var it : fresh) {
      figures.found(it);
      LOG.log(
          Level.ERROR,
          "event=audit.found kind=%s fault=%s channel=%d message=%d seq=%d count=%d place=\"%s\""
              .formatted(
                  it.fault().kind(),
                  it.fault(),
                  it.channelId(),
                  it.messageId(),
                  it.seq(),
                  it.count(),
                  it.place()));
    }
  }
}
