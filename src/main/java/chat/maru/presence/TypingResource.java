package chat.maru.presence;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.auth.Caller;
import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.platform.http.Param;
import chat.maru.wire.event.TypingEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;

/// Tells those who see a channel that the caller writes there. Never stored: who is not connected
/// does not learn it.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/typing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class TypingResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject Members members;
  @Inject Bus bus;
  @Inject Clock clock;

  @POST
  public void triggerTypingIndicator(@PathParam("channel_id") String channelId) {
    var actor = caller.actor();
    var grant = gate.channel(actor, Param.id("channel_id", channelId), Permission.SEND_MESSAGES);
    var guild = Optional.of(grant.guildId()).filter(id -> id != 0);
    bus.publish(
        new Audience.Channel(grant.channelId(), grant.guildId()),
        new TypingEvent.Start(
            new TypingEvent.Body(
                grant.channelId(),
                guild,
                actor.userId(),
                (int) clock.instant().getEpochSecond(),
                guild.flatMap(id -> members.find(id, actor.userId())).map(Member::json))));
  }
}
