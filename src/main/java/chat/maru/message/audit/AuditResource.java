package chat.maru.message.audit;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.message.audit.Fault.Kind;
import chat.maru.platform.http.Param;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the installation has found about itself, for its administrators
/// (`docs/runbooks/audit-findings.md`).
@Path("/admin/audit")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  private static final Param.Bounds AFTER_SEQ =
      new Param.Bounds("after_seq", 0, Integer.MAX_VALUE - 1, 0);

  @Inject Caller caller;
  @Inject Gate gate;
  @Inject SelfAudits audits;
  @Inject ChannelAudit channels;

  /// A finding with the moments when it was seen first and last.
  public record Listed(long id, FindingJson finding, Instant foundAt, Instant seenAt) {}

  /// Returns what the rounds of the running audit have looked at, and how many messages faults
  /// concern.
  @GET
  public SelfAudits.Sums getAudit() {
    gate.administrator(caller.actor());
    return audits.sums();
  }

  /// Returns findings, the youngest first.
  @GET
  @Path("/findings")
  public List<Listed> listAuditFindings(
      @QueryParam("before") @Nullable String before,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("limit") @Nullable String limit) {
    gate.administrator(caller.actor());
    return audits
        .list(
            Param.optionalId("before", before).orElse(Long.MAX_VALUE),
            kind(kind),
            Param.limit(limit, 50, 100))
        .stream()
        .map(it -> new Listed(it.id(), FindingJson.of(it.finding()), it.foundAt(), it.seenAt()))
        .toList();
  }

  /// Audits a channel now, up to 100,000 messages behind `after_seq`.
  @POST
  @Path("/channels/{channel_id}")
  public ChannelAudit.Audited auditChannel(
      @PathParam("channel_id") String channel, @QueryParam("after_seq") @Nullable String afterSeq) {
    gate.administrator(caller.actor());
    return channels.run(Param.id("channel_id", channel), Param.intWithin(AFTER_SEQ, afterSeq));
  }

  private static @Nullable Kind kind(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    var found =
        Arrays.stream(Kind.values())
            .filter(it -> it.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst();
    new Check()
        .that(
            found.isPresent(),
            "kind",
            "BASE_TYPE_CHOICES",
            "Value must be one of " + List.of(Kind.values()) + ".")
        .orRefuse();
    return found.orElse(null);
  }
}
