package chat.maru.gateway;

import chat.maru.platform.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/// Brings sessions into the guilds that their users have joined.
@ApplicationScoped
class Joins {
  private static final System.Logger LOG = System.getLogger(Joins.class.getName());

  @Inject Snapshots snapshots;
  @Inject Threads threads;
  @Inject SessionHub hub;

  /// Reads the guild off the log's thread; the hub then delivers what happened in it meanwhile.
  void begin(Session session, Tailed entry) {
    if (session.guilds().containsKey(entry.guildId())) {
      return;
    }
    session.pins().add(entry.guildId(), entry.offset());
    threads.start(
        "gateway-join",
        () -> {
          try {
            snapshots
                .guild(session, entry.guildId())
                .ifPresentOrElse(
                    guild -> hub.joined(session, guild, entry.offset() + 1),
                    () -> session.pins().remove(entry.guildId()));
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "event=gateway.join.failed guild=" + entry.guildId(), e);
            hub.invalidate(session);
          }
        });
  }
}
