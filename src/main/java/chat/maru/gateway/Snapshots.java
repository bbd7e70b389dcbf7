package chat.maru.gateway;

import chat.maru.access.Gate;
import chat.maru.access.Standing;
import chat.maru.auth.Actor;
import chat.maru.channel.ChannelView;
import chat.maru.channel.thread.ThreadMember;
import chat.maru.gateway.SnapshotReader.GuildState;
import chat.maru.gateway.frame.Encoded;
import chat.maru.guild.member.Member;
import chat.maru.presence.Presences;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts together what a client gets at its start, with every key that client libraries demand.
@ApplicationScoped
public class Snapshots {
  /// Lists that clients demand and that nothing fills yet.
  private static final List<String> EMPTY =
      List.of(
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
    // what changes while the guild is read is noticed when the session goes live
    var standing = gate.standing(session.actor().userId(), guildId);
    return standing.flatMap(
        it ->
            reader
                .guild(session.actor().userId(), guildId, session.interest())
                .map(state -> seen(session, state, it)));
  }

  /// Returns what the client of a session that goes on here knows of a guild's channels: all that
  /// its user sees; empty if it is no member.
  Optional<Sight> sight(Session session, long guildId) {
    var userId = session.actor().userId();
    return gate.standing(userId, guildId)
        .map(
            standing ->
                new Sight(
                    standing,
                    reader.channels(guildId).stream()
                        .filter(channel -> gate.mayView(userId, channel.rights()))
                        .mapToLong(ChannelView::id)
                        .toArray()));
  }

  private GuildSnapshot seen(Session session, GuildState state, Standing standing) {
    var interest = session.interest();
    var visible =
        state.channels().stream()
            .filter(channel -> gate.mayView(session.actor().userId(), channel.rights()))
            .toList();
    return new GuildSnapshot(
        state.guild().id(),
        (interest.intents() & Intents.GUILDS) == 0
            ? Optional.empty()
            : Optional.of(create(state, visible, interest)),
        state.marks(),
        new Sight(standing, visible.stream().mapToLong(ChannelView::id).toArray()));
  }

  private Encoded create(GuildState state, List<ChannelView> visible, Interest interest) {
    var id = state.guild().id();
    // The lists are written as they are: of a large guild their trees would cost more than they.
    var body = (ObjectNode) Json.toTree(state.guild().json(state.roles(), state.emojis()));
    body.putPOJO("joined_at", state.own().joinedAt());
    body.put("large", state.guild().memberCount() > interest.large());
    body.put("unavailable", false);
    body.put("member_count", state.guild().memberCount());
    body.putPOJO("members", state.shown().stream().map(Member::json).toList());
    body.putPOJO("channels", visible.stream().map(ChannelView::json).toList());
    body.putPOJO("threads", threads(state));
    body.putPOJO("presences", presences(id, state.shown(), interest.intents()));
    EMPTY.forEach(body::putArray);
    return Encoded.of("GUILD_CREATE", Json.write(body), id, 0);
  }

  /// The active threads that the client may see.
  private List<?> threads(GuildState state) {
    if (state.threads().isEmpty()) {
      return List.of();
    }
    var userId = state.own().userId();
    var inParent =
        state.channels().stream()
            .collect(
                Collectors.toMap(
                    ChannelView::id, channel -> gate.permissions(userId, channel.rights())));
    var joined =
        state.joined().stream()
            .collect(Collectors.toMap(ThreadMember::threadId, ThreadMember::json));
    return state.threads().stream()
        .filter(
            thread ->
                thread.isSeenWith(
                    inParent.getOrDefault(thread.parentId(), 0L), joined.containsKey(thread.id())))
        .map(thread -> thread.json(Optional.ofNullable(joined.get(thread.id()))))
        .toList();
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
