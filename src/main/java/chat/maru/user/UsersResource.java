package chat.maru.user;

import chat.maru.auth.Caller;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Param;
import chat.maru.wire.MeJson;
import chat.maru.wire.ModifyCurrentUser;
import chat.maru.wire.UserJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// The caller itself and others.
@ApplicationScoped
@PermitAll
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class UsersResource {
  @Inject Caller caller;
  @Inject Users users;
  @Inject ProfileKeeper profiles;

  @GET
  @Path("/@me")
  public MeJson getCurrentUser() {
    var actor = caller.actor();
    return users.find(actor.userId()).orElseThrow(Problem.UNAUTHORIZED::error).me();
  }

  @PATCH
  @Path("/@me")
  public MeJson modifyCurrentUser(@Nullable ModifyCurrentUser body) {
    var actor = caller.actor();
    var changes = Param.body(body);
    return profiles.modify(actor, changes, profiles.prepare(actor, changes));
  }

  @GET
  @Path("/{user_id}")
  public UserJson getUser(@PathParam("user_id") String userId) {
    caller.actor();
    return users.find(Param.id("user_id", userId)).orElseThrow(Problem.UNKNOWN_USER::error).json();
  }
}
