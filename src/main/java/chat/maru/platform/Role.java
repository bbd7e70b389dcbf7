package chat.maru.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What this node does, `maru.role`: `gateway` answers clients, `worker` stores and relays, `all`
/// does both. Asked where streams are connected, where sockets are accepted and where periodic work
/// is scheduled, and nowhere else.
@ApplicationScoped
public class Role {
  @Inject
  @ConfigProperty(name = "maru.role")
  Kind kind;

  /// The values of `maru.role`.
  public enum Kind {
    all,
    gateway,
    worker
  }

  public boolean isGateway() {
    return kind != Kind.worker;
  }

  public boolean isWorker() {
    return kind != Kind.gateway;
  }

  /// Whether something declared for `role` is on here.
  ///
  /// @param role `all`, `gateway` or `worker`
  public boolean plays(String role) {
    return kind == Kind.all || role.equals(Kind.all.name()) || role.equals(kind.name());
  }

  /// The name, for pages and logs.
  public String name() {
    return kind.name();
  }
}
