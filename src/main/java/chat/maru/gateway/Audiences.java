package chat.maru.gateway;

import chat.maru.access.Gate;
import chat.maru.event.Audience;
import chat.maru.event.Pulse;
import chat.maru.gateway.frame.Encoded;
import chat.maru.kernel.PlantedFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Decides from the node's memory which sessions may hear of a record. What it remembers itself is
/// forgotten by the same records as the memory's. Used under the hub's lock.
@ApplicationScoped
class Audiences {
  private static final long TRUST = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_ROOMS = 20_000;

  /// Where a guild has more sessions than this on a node, a presence goes only to those who asked
  /// for it (op 8) and to bots: or everybody who comes would cost a frame to everybody who is
  /// there.
  private static final int MANY = 1000;

  /// What can change who sees a channel of a guild.
  private static final Set<String> ACCESS =
      Set.of(
          "GUILD_UPDATE",
          "GUILD_DELETE",
          "GUILD_ROLE_CREATE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE",
          "GUILD_MEMBER_ADD",
          "GUILD_MEMBER_UPDATE",
          "GUILD_MEMBER_REMOVE",
          "CHANNEL_CREATE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE",
          "CHANNEL_RECIPIENT_ADD",
          "CHANNEL_RECIPIENT_REMOVE");

  private static final Set<String> OF_CHANNELS =
      Set.of("CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE");

  @Inject Gate gate;
  @Inject Pulse pulse;
  @Inject Sessions sessions;
  @Inject Recipients recipients;

  /// Guild to channel to those who see it.
  private final Map<Long, Map<Long, List<Session>>> visible = new HashMap<>();

  private final Map<Long, Set<Long>> rooms = new HashMap<>();
  private long loadedAnewAt = System.nanoTime();

  /// A node whose last heartbeat is too old decides from the database: nothing remembered for
  /// longer than a second counts (design, I7).
  void distrustWhenDeaf() {
    if (!pulse.vouches() && System.nanoTime() - loadedAnewAt > TRUST) {
      visible.clear();
      rooms.clear();
      loadedAnewAt = System.nanoTime();
    }
  }

  /// Forgets what the record says has changed.
  ///
  /// @return whether somebody may have lost sight of something
  boolean heard(Tailed entry) {
    if (entry.type().startsWith("THREAD_")) {
      visible.getOrDefault(entry.guildId(), new HashMap<>()).remove(entry.roomId());
      return entry.type().equals("THREAD_MEMBERS_UPDATE");
    }
    if (!ACCESS.contains(entry.type())) {
      return false;
    }
    changed(entry.guildId());
    if (entry.guildId() == 0) {
      rooms.remove(entry.roomId());
    }
    return true;
  }

  /// The guild's sessions or its rights have changed.
  void changed(long guildId) {
    if (!PlantedFault.STALE_SIGHT.isPlanted()) {
      visible.remove(guildId);
    }
  }

  /// The sessions that a record is for.
  ///
  /// @throws RuntimeException while the database does not answer and memory does not know
  Collection<Session> of(Tailed entry) {
    return PlantedFault.AUDIENCE_LEFT_OUT.isPlanted() && entry.inner().isEmpty()
        ? sessions.all()
        : audience(entry);
  }

  private Collection<Session> audience(Tailed entry) {
    return switch (entry.audience()) {
      case Audience.Channel(var channelId, var guildId, var anyOf) ->
          guildId == 0
              ? inRoom(channelId)
              : ofGuildChannel(entry)
                  ? concerned(guildId, channelId)
                  : permitted(seeing(guildId, channelId), entry, anyOf);
      case Audience.Guild(var guildId, var anyOf) ->
          switch (entry.type()) {
            case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE" ->
                with(sessions.inGuild(guildId), sessions.ofUser(entry.userId()));
            case "PRESENCE_UPDATE" -> watching(sessions.inGuild(guildId), entry.userId());
            default -> permitted(sessions.inGuild(guildId), entry, anyOf);
          };
      case Audience.User(var userId) -> sessions.ofUser(userId);
      case Audience.Sender(_, var userId) -> sessions.ofUser(userId);
    };
  }

  /// Whether the record says what a channel of a guild is: who is told of it in which way depends
  /// on what the client knows ([Sights]).
  boolean ofGuildChannel(Tailed entry) {
    return entry.guildId() != 0
        && OF_CHANNELS.contains(entry.type())
        && !PlantedFault.AUDIENCE_LEFT_OUT.isPlanted();
  }

  /// Whether a record is for this session, which need not be live yet.
  boolean concern(Session session, Tailed entry) {
    var userId = session.actor().userId();
    return switch (entry.audience()) {
      case Audience.Channel(var channelId, var guildId, _) ->
          ofGuildChannel(entry)
              ? session.guilds().containsKey(guildId)
              : (guildId == 0 || knows(session, guildId, gate.whereShown(channelId)))
                  && gate.mayView(userId, channelId)
                  && isPermitted(userId, entry.whole());
      case Audience.Guild(var guildId, _) ->
          session.guilds().containsKey(guildId) && isPermitted(userId, entry.whole())
              || entry.type().startsWith("GUILD_MEMBER_") && entry.userId() == userId;
      case Audience.User(var to) -> to == userId;
      case Audience.Sender(_, var to) -> to == userId;
    };
  }

  /// Whether an event that the session was to get is now hidden from it. Needs no lock.
  boolean hidden(Session session, Encoded event) {
    if (PlantedFault.HIDDEN_STAYS_QUEUED.isPlanted()) {
      return false;
    }
    if (event.guildId() == 0 || event.type().equals("GUILD_DELETE")) {
      return event.channelId() != 0
          && event.guildId() == 0
          && !gate.mayView(session.actor().userId(), event.channelId());
    }
    return !session.guilds().containsKey(event.guildId())
        || event.channelId() != 0 && !gate.mayView(session.actor().userId(), event.channelId())
        || !isPermitted(session.actor().userId(), event);
  }

  private static Collection<Session> watching(Collection<Session> some, long userId) {
    return some.size() <= MANY
        ? some
        : some.stream()
            .filter(
                one ->
                    one.actor().bot()
                        || one.actor().userId() == userId
                        || one.presence().watches(userId))
            .toList();
  }

  private Collection<Session> permitted(Collection<Session> some, Tailed entry, long anyOf) {
    return anyOf == 0
        ? some
        : some.stream()
            .filter(session -> isPermitted(session.actor().userId(), entry.whole()))
            .toList();
  }

  /// Whether the user has one of the permissions that the event is only for.
  private boolean isPermitted(long userId, Encoded event) {
    if (event.anyOf() == 0) {
      return true;
    }
    var has =
        event.channelId() == 0
            ? gate.guildPermissions(userId, event.guildId())
            : gate.permissions(userId, event.channelId());
    return (has & event.anyOf()) != 0;
  }

  /// Those who see the channel and whose clients know it already.
  private List<Session> seeing(long guildId, long channelId) {
    if (sessions.inGuild(guildId).isEmpty()) {
      return List.of(); // and nothing is remembered of what nobody here asks for
    }
    return visible
        .computeIfAbsent(guildId, _ -> new HashMap<>())
        .computeIfAbsent(
            channelId,
            _ -> {
              var shown = gate.whereShown(channelId);
              return sessions.inGuild(guildId).stream()
                  .filter(session -> knows(session, guildId, shown))
                  .filter(session -> gate.mayView(session.actor().userId(), channelId))
                  .toList();
            });
  }

  private List<Session> concerned(long guildId, long channelId) {
    return sessions.inGuild(guildId).stream()
        .filter(
            session ->
                gate.mayView(session.actor().userId(), channelId)
                    || knows(session, guildId, channelId))
        .toList();
  }

  private static boolean knows(Session session, long guildId, long channelId) {
    var sight = session.guilds().get(guildId);
    return sight != null && sight.knows(channelId);
  }

  private List<Session> inRoom(long channelId) {
    if (rooms.size() > MAX_ROOMS) {
      rooms.clear();
    }
    return rooms.computeIfAbsent(channelId, recipients::idsOf).stream()
        .flatMap(userId -> sessions.ofUser(userId).stream())
        .toList();
  }

  private static List<Session> with(Collection<Session> some, Collection<Session> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }
}
