package chat.maru.presence;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.auth.Caller;
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
    bus.publish(
        grant.audience(),
        new TypingEvent.Start(
            new TypingEvent.Body(
                grant.channelId(),
                grant.guild(),
                actor.userId(),
                (int) clock.instant().getEpochSecond(),
                grant.guild().flatMap(id -> members.find(id, actor.userId())).map(Member::json))));
  }
}
