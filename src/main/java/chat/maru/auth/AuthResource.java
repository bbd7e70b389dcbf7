package chat.maru.auth;

import chat.maru.platform.http.Param;
import chat.maru.platform.http.RequestHead;
import chat.maru.wire.LogIn;
import chat.maru.wire.LogOut;
import chat.maru.wire.RefreshTokens;
import chat.maru.wire.RegisterAccount;
import chat.maru.wire.RegisteredJson;
import chat.maru.wire.SessionJson;
import chat.maru.wire.TokensJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/// Accounts and their sessions.
@Path("/auth")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AuthResource {
  @Inject SignIn signIn;
  @Inject SignOut signOut;
  @Inject Caller caller;
  @Inject RequestHead head;

  @POST
  @Path("/register")
  @APIResponseSchema(value = RegisteredJson.class, responseCode = "201")
  public Response register(RegisterAccount body) {
    return Response.status(Response.Status.CREATED)
        .entity(signIn.register(body, device(body.device())))
        .build();
  }

  @POST
  @Path("/login")
  public TokensJson logIn(LogIn body) {
    return signIn.logIn(body, device(body.device()));
  }

  @POST
  @Path("/refresh")
  public TokensJson refresh(RefreshTokens body) {
    return signIn.refresh(body.refreshToken(), head.address());
  }

  /// Ends the session of the refresh token in the body, else that of the access token, else all.
  @POST
  @Path("/logout")
  public void logOut(LogOut body) {
    if (body.refreshToken() != null) {
      signOut.byRefreshToken(body.refreshToken(), body.all().orElse(false));
    } else if (body.all().orElse(false)) {
      signOut.all(caller.actor());
    } else {
      signOut.one(caller.actor(), caller.actor().sessionId());
    }
  }

  @GET
  @Path("/sessions")
  public List<SessionJson> listSessions() {
    return signOut.list(caller.actor());
  }

  @DELETE
  @Path("/sessions/{session_id}")
  public void deleteSession(@PathParam("session_id") String id) {
    signOut.one(caller.actor(), Param.id("session_id", id));
  }

  private Device device(Optional<String> given) {
    return Device.of(given, head.userAgent(), head.address());
  }
}
