package chat.maru.gateway;

import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Control;
import chat.maru.gateway.frame.Encoded;
import chat.maru.kernel.PlantedFault;
import chat.maru.platform.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Hands what happens to the sessions that may hear of it. One lock orders it all: a session that
/// goes live finds no record twice and misses none.
@ApplicationScoped
public class SessionHub {
  @Inject Sessions sessions;
  @Inject Audiences audiences;
  @Inject Recent recent;
  @Inject Delivery delivery;
  @Inject Sights sights;
  @Inject Threads threads;
  @Inject Appearances appearances;
  @Inject Checkpoints checkpoints;

  /// Fair, so that a busy log does not keep an IDENTIFY waiting.
  private final ReentrantLock order = new ReentrantLock(true);

  /// Delivers the next record of the log.
  ///
  /// @throws RuntimeException if who may see it can not be decided now: nothing was delivered, the
  ///     caller repeats
  void deliver(Tailed entry) {
    order.lock();
    try {
      audiences.distrustWhenDeaf();
      if (audiences.heard(entry)) {
        purge(entry);
      }
      var hearers = List.copyOf(audiences.of(entry));
      var stirred = sights.stirred(entry);
      recent.add(entry);
      hearers.forEach(session -> delivery.apply(session, entry));
      sights.look(entry.guildId(), stirred, entry.offset());
    } finally {
      order.unlock();
    }
  }

  /// Delivers what is not in the log (typing, presence) to those who may hear it.
  void deliverEphemeral(Tailed entry) {
    order.lock();
    try {
      audiences.distrustWhenDeaf();
      List.copyOf(audiences.of(entry)).forEach(session -> delivery.apply(session, entry));
    } finally {
      order.unlock();
    }
  }

  /// Makes an identified session live: delivers what happened since its snapshot was begun and is
  /// not in it, then all that comes.
  ///
  /// @param position the node's position in the log before the snapshot was read
  /// @param marks the last outbox id that the snapshot holds, by key
  public void goLive(Session session, long position, Map<Long, Long> marks) {
    order.lock();
    try {
      sessions.add(session);
      session.guilds().keySet().forEach(audiences::changed);
      if (!PlantedFault.SNAPSHOT_WITHOUT_CATCH_UP.isPlanted()) {
        catchUp(session, position, marks, 0);
      }
      session.guilds().keySet().forEach(guildId -> lookAgain(session, guildId, position));
    } finally {
      order.unlock();
    }
    checkpoints.begun(session);
  }

  /// Replays to a session that came back what it has not seen and may still see.
  public Resumed resume(Session session, Connection to, Actor as, int seen) {
    order.lock();
    try {
      return resumeHere(session, to, as, seen);
    } finally {
      order.unlock();
    }
  }

  private Resumed resumeHere(Session session, Connection to, Actor as, int seen) {
    var resumed = Encoded.of("RESUMED", "{}", 0, 0);
    return session.resume(to, as, seen, event -> audiences.hidden(session, event), resumed);
  }

  /// Goes on with a session of another node: what the log holds since, then all that comes.
  Resumed takeOver(Session session, Connection to, Replay replay) {
    order.lock();
    try {
      var before = sessions.find(session.id());
      if (before.filter(it -> it.epoch() > session.epoch()).isPresent()) {
        return Resumed.UNKNOWN; // its client has come a second time, and was faster
      }
      before.ifPresent(this::lost);
      sessions.add(session);
      session.guilds().keySet().forEach(audiences::changed);
      replay.frames().forEach(frame -> delivery.offer(session, frame));
      for (var entry : missed(session, replay.position())) {
        if (replay.brings(entry) && audiences.concern(session, entry)) {
          delivery.apply(session, entry);
        }
      }
      replay.cursors().forEach(cursor -> delivery.offer(session, cursor));
      session.guilds().keySet().forEach(guildId -> lookAgain(session, guildId, replay.read()));
      return resumeHere(session, to, session.actor(), replay.claim().seen());
    } finally {
      order.unlock();
    }
  }

  /// The node's position in the log: all below it has been handed to the sessions that it is for.
  long position() {
    order.lock();
    try {
      return recent.position();
    } finally {
      order.unlock();
    }
  }

  /// Ends a session that another node has taken over.
  void lost(Session session) {
    var connection = session.end();
    end(session);
    if (connection != null) {
      connection.close(CloseCode.UNKNOWN_ERROR);
    }
  }

  /// Ends a session for good.
  public void end(Session session) {
    order.lock();
    try {
      session.end();
      sessions.remove(session);
      session.guilds().keySet().forEach(audiences::changed);
    } finally {
      order.unlock();
    }
    checkpoints.ended(session);
    appearances.left(session.actor().userId());
  }

  /// Ends a session whose events this node has lost, and tells its client.
  void invalidate(Session session) {
    var connection = session.end();
    end(session);
    if (connection != null) {
      connection.control(Control.invalidSession());
      connection.close(CloseCode.UNKNOWN_ERROR);
    }
  }

  /// A record could not be delivered: the sessions that it may concern are not whole any more.
  void missed(Tailed entry) {
    var guildId = entry.guildId();
    List.copyOf(guildId == 0 ? sessions.all() : sessions.inGuild(guildId))
        .forEach(this::invalidate);
  }

  void disconnected(Connection connection, boolean forGood) {
    var session = connection.session();
    if (session == null || !session.detach(connection)) {
      return;
    }
    if (forGood) {
      end(session);
    } else {
      appearances.left(session.actor().userId());
    }
  }

  /// Tells clients what their users have come to see and what they see no more; then what happened
  /// there meanwhile.
  void show(long guildId, List<Sights.Change> changes) {
    order.lock();
    try {
      for (var change : changes) {
        var session = change.session();
        var sight = session.guilds().get(guildId);
        if (sight != null && sessions.find(session.id()).isPresent()) {
          tell(session, guildId, sights.confirm(sight, change));
          sight.looked();
          if (!sight.isWaiting()) {
            session.pins().remove(guildId);
          }
        }
      }
    } finally {
      order.unlock();
    }
  }

  /// Tells a client what it sees anew or no more, and what was held back for that.
  void tell(Session session, long guildId, Sights.News news) {
    audiences.changed(guildId);
    if ((session.interest().intents() & Intents.GUILDS) != 0) {
      news.events().forEach(event -> delivery.offer(session, event));
    }
    var sight = session.guilds().get(guildId);
    if (sight == null || !sight.isWaiting() || news.gained().isEmpty()) {
      return;
    }
    for (var entry : missed(session, sight.since())) {
      var mark = news.gained().get(entry.roomId());
      if (mark != null
          && (entry.outboxId() > mark || !audiences.ofGuildChannel(entry))
          && audiences.concern(session, entry)) {
        delivery.apply(session, entry);
      }
    }
  }

  /// The user's standing may have changed while the guild was read.
  private void lookAgain(Session session, long guildId, long position) {
    if (sights.isStirred(session, guildId)) {
      sights.look(guildId, List.of(session), position);
    }
  }

  /// What lies in the log from a position on. A session for which that is not known any more ends.
  private List<Tailed> missed(Session session, long position) {
    var missed = recent.from(position, Integer.MAX_VALUE);
    if (missed.isEmpty()) {
      threads.start("gateway-invalidate", () -> invalidate(session));
    }
    return missed.orElse(List.of());
  }

  private void catchUp(Session session, long position, Map<Long, Long> marks, long guildId) {
    for (var entry : missed(session, position)) {
      if (entry.outboxId() > marks.getOrDefault(entry.key(), 0L)
          && (guildId == 0 || entry.guildId() == guildId)
          && audiences.concern(session, entry)) {
        delivery.apply(session, entry);
      }
    }
  }

  /// Makes the session hear of a guild that its user has joined.
  void joined(Session session, GuildSnapshot guild, long position) {
    order.lock();
    try {
      if (sessions.find(session.id()).isEmpty() || session.guilds().containsKey(guild.guildId())) {
        return;
      }
      sessions.join(session, guild.guildId(), guild.sight());
      audiences.changed(guild.guildId());
      guild.create().ifPresent(create -> delivery.offer(session, create.at(position - 1)));
      catchUp(session, position, guild.marks(), guild.guildId());
      lookAgain(session, guild.guildId(), position);
      if (!guild.sight().isWaiting()) {
        session.pins().remove(guild.guildId());
      }
    } finally {
      order.unlock();
    }
  }

  private void purge(Tailed entry) {
    var touched =
        entry.audience() instanceof Audience.User(var userId)
            ? sessions.ofUser(userId)
            : entry.guildId() == 0
                ? sessions.ofUser(entry.userId())
                : sessions.inGuild(entry.guildId());
    touched.forEach(session -> session.purge(event -> audiences.hidden(session, event)));
  }
}
