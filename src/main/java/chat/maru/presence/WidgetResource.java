package chat.maru.presence;

import chat.maru.access.Gate;
import chat.maru.channel.ChannelView;
import chat.maru.channel.Channels;
import chat.maru.guild.Guild;
import chat.maru.guild.Guilds;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.guild.member.OnlineMembers;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Param;
import chat.maru.wire.UserJson;
import chat.maru.wire.WidgetJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;

/// Who is there, for a page outside: only of guilds that have switched their widget on.
@Path("/guilds/{guild_id}/widget.json")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class WidgetResource {
  private static final int SHOWN = 100;
  private static final int VOICE = 2;

  @Inject Guilds guilds;
  @Inject Channels channels;
  @Inject Members members;
  @Inject OnlineMembers online;
  @Inject Presences presences;
  @Inject Gate gate;

  /// Needs no credentials; ids of people are not told.
  @GET
  public WidgetJson getGuildWidget(@PathParam("guild_id") String guildId, @Context UriInfo uri) {
    var id = Param.id("guild_id", guildId);
    var guild = guilds.find(id).orElseThrow(Problem.UNKNOWN_GUILD::error);
    if (!guild.widgetEnabled()) {
      throw Problem.WIDGET_DISABLED.error();
    }
    return new WidgetJson(
        id,
        guild.name(),
        null,
        open(guild),
        people(id, uri.getBaseUri().resolve("/").toString()),
        online.count(id).orElse(0));
  }

  private List<WidgetJson.Channel> open(Guild guild) {
    return channels.listOf(guild.id()).stream()
        .filter(view -> view.channel().type() == VOICE && gate.everybodyMayView(view.id()))
        .map(WidgetResource::channel)
        .toList();
  }

  private static WidgetJson.Channel channel(ChannelView view) {
    var name = view.channel().name();
    return new WidgetJson.Channel(view.id(), name == null ? "" : name, view.channel().position());
  }

  private List<WidgetJson.Member> people(long guildId, String base) {
    var there = members.listSome(guildId, online.some(guildId, SHOWN));
    var seen = presences.find(there.stream().map(Member::userId).toList());
    var shown = new ArrayList<WidgetJson.Member>();
    for (var member : there) {
      var presence = seen.get(member.userId());
      if (presence != null) {
        shown.add(
            new WidgetJson.Member(
                Integer.toString(shown.size()),
                name(member),
                "0000",
                null,
                presence.status(),
                avatar(member.user(), base)));
      }
    }
    return shown;
  }

  private static String name(Member member) {
    var nick = member.nick();
    var global = member.user().globalName();
    return nick != null ? nick : global != null ? global : member.user().username();
  }

  private static String avatar(UserJson user, String base) {
    return user.avatar() == null
        ? base + "assets/maru.svg"
        : base + "avatars/" + user.id() + "/" + user.avatar() + ".png";
  }
}
