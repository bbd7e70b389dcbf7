package chat.maru.guild.emoji;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateEmoji;
import chat.maru.wire.EmojiJson;
import chat.maru.wire.ModifyEmoji;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The emojis of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/emojis")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EmojisResource {
  @Inject Caller caller;
  @Inject EmojiKeeper keeper;

  @GET
  public List<EmojiJson> listGuildEmojis(@PathParam("guild_id") String guildId) {
    return keeper.list(caller.actor(), Param.id("guild_id", guildId));
  }

  @GET
  @Path("/{emoji_id}")
  public EmojiJson getGuildEmoji(
      @PathParam("guild_id") String guildId, @PathParam("emoji_id") String emojiId) {
    return keeper.show(
        caller.actor(), Param.id("guild_id", guildId), Param.id("emoji_id", emojiId));
  }

  @POST
  @APIResponseSchema(value = EmojiJson.class, responseCode = "201")
  public Response createGuildEmoji(
      @PathParam("guild_id") String guildId, @Nullable CreateEmoji body) {
    var emoji = keeper.create(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
    return Response.status(Response.Status.CREATED).entity(emoji).build();
  }

  @PATCH
  @Path("/{emoji_id}")
  public EmojiJson updateGuildEmoji(
      @PathParam("guild_id") String guildId,
      @PathParam("emoji_id") String emojiId,
      @Nullable ModifyEmoji body) {
    return keeper.modify(
        caller.actor(),
        Param.id("guild_id", guildId),
        Param.id("emoji_id", emojiId),
        Param.body(body));
  }

  @DELETE
  @Path("/{emoji_id}")
  public void deleteGuildEmoji(
      @PathParam("guild_id") String guildId, @PathParam("emoji_id") String emojiId) {
    keeper.delete(caller.actor(), Param.id("guild_id", guildId), Param.id("emoji_id", emojiId));
  }
}
