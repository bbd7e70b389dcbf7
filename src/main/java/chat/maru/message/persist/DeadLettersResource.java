package chat.maru.message.persist;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What could not be stored, for the installation's administrators
/// (`docs/runbooks/dead-letters.md`).
@Path("/admin/dead-letters")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class DeadLettersResource {
  private static final Param.Bounds LIMIT = new Param.Bounds("limit", 1, 1000, 50);

  @Inject Caller caller;
  @Inject Gate gate;
  @Inject DeadLetterReplay replay;

  /// Returns the youngest dead letters, oldest first.
  @GET
  public List<DeadLetterReplay.Listed> listDeadLetters(
      @QueryParam("limit") @Nullable String limit) {
    gate.administrator(caller.actor());
    return replay.list(Param.intWithin(LIMIT, limit));
  }

  /// Puts one back on the log of accepted messages, as it was: stored if its fault is gone, found a
  /// duplicate if it was stored meanwhile.
  @POST
  @Path("/{offset}/replay")
  public DeadLetterReplay.Listed replayDeadLetter(@PathParam("offset") String offset) {
    gate.administrator(caller.actor());
    return replay.replay(Param.id("offset", offset));
  }
}
