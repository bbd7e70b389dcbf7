package chat.maru.gateway;

import chat.maru.access.Gate;
import chat.maru.auth.Actor;
import chat.maru.channel.ChannelView;
import chat.maru.gateway.SnapshotReader.GuildState;
import chat.maru.guild.member.Member;
import chat.maru.presence.Presences;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/// Puts together what a client gets at its start, with every key that client libraries demand.
@ApplicationScoped
public class Snapshots {
  /// Lists that clients demand and that nothing fills yet.
  private static final List<String> EMPTY =
      List.of(
          "threads",
          "voice_states",
          "stage_instances",
          "guild_scheduled_events",
          "soundboard_sounds",
          "activity_instances",
          "embedded_activities");

  @Inject SnapshotReader reader;
  @Inject SnapshotRows rows;
  @Inject Presences presences;
  @Inject Gate gate;

  Ready ready(Actor actor) {
    var userId = actor.userId();
    return reader.ready(actor).reading(channelId -> gate.mayView(userId, channelId));
  }

  int applicationFlags(long applicationId) {
    return rows.applicationFlags(applicationId);
  }

  /// Returns a guild as the session's user sees it; empty if it is no member.
  Optional<GuildSnapshot> guild(Session session, long guildId) {
    var intents = session.interest().intents();
    var everybody = (intents & Intents.GUILD_MEMBERS) != 0;
    return reader
        .guild(session.actor().userId(), guildId, everybody)
        .map(
            state ->
                new GuildSnapshot(
                    guildId,
                    (intents & Intents.GUILDS) == 0
                        ? Optional.empty()
                        : Optional.of(create(state, intents)),
                    state.marks()));
  }

  private Encoded create(GuildState state, long intents) {
    var id = state.guild().id();
    var userId = state.own().userId();
    var body = (ObjectNode) Json.toTree(state.guild().json(state.roles(), state.emojis()));
    body.set("joined_at", Json.toTree(state.own().joinedAt()));
    body.put("large", state.large());
    body.put("unavailable", false);
    body.put("member_count", state.guild().memberCount());
    body.set("members", Json.toTree(state.shown().stream().map(Member::json).toList()));
    var visible =
        state.channels().stream()
            .filter(channel -> gate.mayView(userId, channel.rights()))
            .toList();
    body.set("channels", Json.toTree(visible.stream().map(ChannelView::json).toList()));
    body.set("presences", Json.toTree(presences(id, state.shown(), intents)));
    EMPTY.forEach(body::putArray);
    return Encoded.of("GUILD_CREATE", Json.write(body), id, 0);
  }

  private List<?> presences(long guildId, List<Member> shown, long intents) {
    if ((intents & Intents.GUILD_PRESENCES) == 0) {
      return List.of();
    }
    return presences.find(shown.stream().map(Member::userId).toList()).entrySet().stream()
        .map(there -> Appearances.inGuild(there.getKey(), guildId, there.getValue()))
        .toList();
  }
}
