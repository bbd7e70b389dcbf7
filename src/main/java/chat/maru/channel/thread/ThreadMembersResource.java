package chat.maru.channel.thread;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ThreadMemberJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who has joined a thread.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/thread-members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ThreadMembersResource {
  private static final int PAGE = 100;

  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ThreadMemberKeeper keeper;

  /// Lists all members, or with their membership in the guild a page of them.
  @GET
  public List<ThreadMemberJson> listThreadMembers(
      @PathParam("channel_id") String channel,
      @QueryParam("with_member") @Nullable String withMember,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    var page = Param.flag(withMember) || limit != null;
    return keeper.list(
        thread(channel),
        Param.flag(withMember),
        Param.optionalId("after", after).orElse(0L),
        page ? Param.limit(limit, PAGE, PAGE) : ThreadCrowd.MAX_MEMBERS);
  }

  @PUT
  @Path("/@me")
  public void joinThread(@PathParam("channel_id") String channel) {
    keeper.join(thread(channel));
  }

  @DELETE
  @Path("/@me")
  public void leaveThread(@PathParam("channel_id") String channel) {
    keeper.leave(thread(channel));
  }

  @GET
  @Path("/{user_id}")
  public ThreadMemberJson getThreadMember(
      @PathParam("channel_id") String channel,
      @PathParam("user_id") String user,
      @QueryParam("with_member") @Nullable String withMember) {
    var grant = thread(channel);
    return keeper.show(grant, user(grant, user), Param.flag(withMember));
  }

  @PUT
  @Path("/{user_id}")
  public void addThreadMember(
      @PathParam("channel_id") String channel, @PathParam("user_id") String user) {
    keeper.add(thread(channel), Param.id("user_id", user));
  }

  @DELETE
  @Path("/{user_id}")
  public void deleteThreadMember(
      @PathParam("channel_id") String channel, @PathParam("user_id") String user) {
    keeper.remove(thread(channel), Param.id("user_id", user));
  }

  private Grant thread(String channel) {
    return gate.channel(caller.actor(), Param.id("channel_id", channel));
  }

  private static long user(Grant grant, String user) {
    return user.equals("@me") ? grant.actor().userId() : Param.id("user_id", user);
  }
}
