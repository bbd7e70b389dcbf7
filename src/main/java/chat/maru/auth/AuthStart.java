package chat.maru.auth;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What must be done before the first caller: keys are there, administrators are who the
/// configuration says, revocations are watched.
@ApplicationScoped
public class AuthStart {
  private static final System.Logger LOG = System.getLogger(AuthStart.class.getName());

  @Inject AuthConfig config;
  @Inject SigningKeys keys;
  @Inject Accounts accounts;
  @Inject RevocationWatch watch;
  @Inject LastSeen lastSeen;

  /// After the schema is there, before the doors open.
  void start(@Observes @Priority(2100) @Initialized(ApplicationScoped.class) Object event) {
    keys.signing();
    appoint(config.administrators());
    watch.start();
    lastSeen.start();
  }

  /// A name that nobody has yet is left alone: nobody becomes an administrator by taking it, before
  /// the next start at least.
  private void appoint(List<String> names) {
    var wanted = new ArrayList<>(names);
    wanted.replaceAll(name -> name.toLowerCase(Locale.ROOT));
    wanted.removeAll(accounts.setAdministrators(List.copyOf(wanted)));
    for (var unknown : wanted) {
      LOG.log(Level.WARNING, "event=administrator.unknown name={0}", unknown);
    }
  }
}
