package chat.maru.guild;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.GuildPreviewJson;
import chat.maru.wire.ModifyWidget;
import chat.maru.wire.WidgetSettingsJson;
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

/// What a guild shows to those outside.
@ApplicationScoped
@PermitAll
@Path("/guilds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class GuildWindowResource {
  @Inject Caller caller;
  @Inject GuildWindow window;

  @GET
  @Path("/{guild_id}/preview")
  public GuildPreviewJson getGuildPreview(@PathParam("guild_id") String guildId) {
    return window.preview(caller.actor(), Param.id("guild_id", guildId));
  }

  @GET
  @Path("/{guild_id}/widget")
  public WidgetSettingsJson getGuildWidgetSettings(@PathParam("guild_id") String guildId) {
    return window.widget(caller.actor(), Param.id("guild_id", guildId));
  }

  @PATCH
  @Path("/{guild_id}/widget")
  public WidgetSettingsJson updateGuildWidgetSettings(
      @PathParam("guild_id") String guildId, @Nullable ModifyWidget body) {
    return window.modifyWidget(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
  }
}
