package chat.maru.message.poll;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.event.Crowd;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Param;
import chat.maru.wire.VotePoll;
import chat.maru.wire.VotersJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The votes of a poll, by its message.
@Path("/channels/{channel_id}/polls/{message_id}/answers")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PollVotesResource {
  private static final Param.Bounds ANSWER = new Param.Bounds("answer_id", 1, 10, 0);

  @Inject Caller caller;
  @Inject Gate gate;
  @Inject PollVoter voter;
  @Inject Crowd crowd;

  /// Votes for these answers and no others. Not for bots.
  @PUT
  @Path("/@me")
  public void votePoll(@BeanParam Place at, @Nullable VotePoll body) {
    if (caller.actor().bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    var grant = grant(at);
    var message = Param.id("message_id", at.message);
    var answers = Param.body(body).answerIds();
    new Check().required("answer_ids", answers).orRefuse();
    var wanted = answers == null ? List.<Integer>of() : answers;
    crowd.run(grant.channelId(), () -> voter.vote(grant, message, wanted));
  }

  /// Lists who voted for an answer, by user id.
  @GET
  @Path("/{answer_id}")
  public VotersJson getAnswerVoters(
      @BeanParam Place at,
      @PathParam("answer_id") String answer,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return voter.list(
        grant(at),
        Param.id("message_id", at.message),
        Param.intWithin(ANSWER, answer),
        new Votes.Page(Param.optionalId("after", after).orElse(0L), Param.limit(limit, 25, 100)));
  }

  private Grant grant(Place at) {
    return gate.channel(caller.actor(), Param.id("channel_id", at.channel));
  }

  /// The poll.
  public static class Place {
    @PathParam("channel_id")
    String channel = "";

    @PathParam("message_id")
    String message = "";
  }
}
