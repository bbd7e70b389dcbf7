package chat.maru.message.reaction;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.event.Crowd;
import chat.maru.message.reaction.Reactions.Of;
import chat.maru.platform.http.Param;
import chat.maru.wire.UserJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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

/// The reactions to a message.
@Path("/channels/{channel_id}/messages/{message_id}/reactions")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ReactionsResource {
  private static final Param.Bounds TYPE = new Param.Bounds("type", 0, 1, 0);

  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ReactionKeeper keeper;
  @Inject Crowd crowd;

  /// Removes all reactions.
  @DELETE
  public void deleteAllMessageReactions(@BeanParam Place at) {
    keeper.removeAll(grant(at), at.message());
  }

  /// Lists who reacted with an emoji. There are no super reactions: the list of type 1 is empty.
  @GET
  @Path("/{emoji_name}")
  public List<UserJson> listMessageReactionsByEmoji(
      @BeanParam Place at, @PathParam("emoji_name") String emoji, @BeanParam Page page) {
    var grant = grant(at);
    var of = new Of(grant.channelId(), at.message(), ReactionEmoji.parse(emoji));
    var users =
        keeper.list(
            grant,
            of,
            Param.optionalId("after", page.after).orElse(0L),
            Param.limit(page.limit, 25, 100));
    return Param.intWithin(TYPE, page.type) == 0 ? users : List.of();
  }

  /// Removes all reactions with an emoji.
  @DELETE
  @Path("/{emoji_name}")
  public void deleteAllMessageReactionsByEmoji(
      @BeanParam Place at, @PathParam("emoji_name") String emoji) {
    keeper.removeEmoji(grant(at), at.message(), ReactionEmoji.parse(emoji));
  }

  /// Reacts.
  @PUT
  @Path("/{emoji_name}/@me")
  public void addMyMessageReaction(@BeanParam Place at, @PathParam("emoji_name") String emoji) {
    var grant = grant(at);
    var parsed = ReactionEmoji.parse(emoji);
    var message = at.message();
    crowd.run(grant.channelId(), () -> keeper.add(grant, message, parsed));
  }

  /// Removes one's own reaction.
  @DELETE
  @Path("/{emoji_name}/@me")
  public void deleteMyMessageReaction(@BeanParam Place at, @PathParam("emoji_name") String emoji) {
    var grant = grant(at);
    var parsed = ReactionEmoji.parse(emoji);
    var message = at.message();
    var userId = grant.actor().userId();
    crowd.run(grant.channelId(), () -> keeper.remove(grant, message, parsed, userId));
  }

  /// Removes another's reaction.
  @DELETE
  @Path("/{emoji_name}/{user_id}")
  public void deleteUserMessageReaction(
      @BeanParam Place at,
      @PathParam("emoji_name") String emoji,
      @PathParam("user_id") String user) {
    keeper.remove(grant(at), at.message(), ReactionEmoji.parse(emoji), Param.id("user_id", user));
  }

  private Grant grant(Place at) {
    return gate.channel(caller.actor(), Param.id("channel_id", at.channel));
  }

  /// The message.
  public static class Place {
    @PathParam("channel_id")
    String channel = "";

    @PathParam("message_id")
    String message = "";

    long message() {
      return Param.id("message_id", message);
    }
  }

  /// Which page of the list, and of which kind of reaction.
  public static class Page {
    @QueryParam("after")
    @Nullable String after;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("type")
    @Nullable String type;
  }
}
