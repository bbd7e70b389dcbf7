package chat.maru.gateway;

import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Control;
import chat.maru.gateway.frame.Encoded;
import chat.maru.kernel.PlantedFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// What a record does to one session that it concerns. Called under the hub's lock.
@ApplicationScoped
class Delivery {
  @Inject SessionHub hub;
  @Inject Sessions sessions;
  @Inject Audiences audiences;
  @Inject Sights sights;
  @Inject Joins joins;
  @Inject Appearances appearances;
  @Inject GatewayFigures figures;

  /// Does to the session what the record says, or tells its client.
  void apply(Session session, Tailed entry) {
    var own = entry.userId() == session.actor().userId();
    switch (entry.type()) {
      case "GUILD_MEMBER_ADD" -> {
        if (!own) {
          dispatch(session, entry);
        } else if (session.interest().shard().holds(entry.guildId())) {
          joins.begin(session, entry);
        }
      }
      case "GUILD_MEMBER_REMOVE" -> {
        if (own) {
          leave(session, entry);
        } else {
          dispatch(session, entry);
        }
      }
      case "GUILD_DELETE" -> leave(session, entry);
      case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE" -> {
        if (audiences.ofGuildChannel(entry)) {
          hub.tell(session, entry.guildId(), sights.tell(session, entry));
        } else {
          dispatch(session, entry);
        }
      }
      case Tailed.OUTCOME -> entry.inner().ifPresent(told -> control(session, told));
      case Tailed.REVOKED -> revoke(session, entry);
      default -> dispatch(session, entry);
    }
  }

  private void dispatch(Session session, Tailed entry) {
    if (entry.reaches(session.interest(), session.actor())) {
      offer(session, entry.frameFor(session.interest(), session.actor()));
    }
  }

  void offer(Session session, Encoded event) {
    if (PlantedFault.NOTHING_KEPT_FOR_THE_ABSENT.isPlanted() && session.connection() == null) {
      return;
    }
    switch (session.offer(event)) {
      case QUEUED -> figures.dispatchedOne();
      case TOO_SLOW -> cut(session);
      case LOST -> hub.end(session);
    }
  }

  /// Cuts a reader that is too slow. It can come back and resume.
  private void cut(Session session) {
    figures.cutOne();
    var connection = session.connection();
    if (connection != null && session.detach(connection)) {
      connection.close(CloseCode.UNKNOWN_ERROR);
      appearances.left(session.actor().userId());
    }
  }

  private void leave(Session session, Tailed entry) {
    var guildId = entry.guildId();
    if (session.guilds().containsKey(guildId)) {
      sessions.leave(session, guildId);
      session.pins().remove(guildId);
      audiences.changed(guildId);
      session.purge(event -> event.guildId() == guildId);
      if ((session.interest().intents() & Intents.GUILDS) != 0) {
        offer(
            session,
            Encoded.of("GUILD_DELETE", "{\"id\":\"" + guildId + "\"}", guildId, 0)
                .at(entry.offset()));
      }
    }
  }

  private static void control(Session session, Object told) {
    var connection = session.connection();
    if (connection != null) {
      connection.control(Control.frame(1001, told));
    }
  }

  private void revoke(Session session, Tailed entry) {
    var login = entry.inner().map(payload -> payload.path("session_id").asLong()).orElse(0L);
    if (login == 0 || login == session.actor().sessionId()) {
      var connection = session.connection();
      hub.end(session);
      if (connection != null) {
        connection.close(CloseCode.AUTHENTICATION_FAILED);
      }
    }
  }
}
