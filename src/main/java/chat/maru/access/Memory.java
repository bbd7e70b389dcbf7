package chat.maru.access;

import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import chat.maru.event.Outbox.Announced;
import chat.maru.event.Pulse;
import chat.maru.platform.Remembered;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// The node's memory of what permissions are computed from, so that no decision on the hot path
/// asks the database. The log keeps it current: records invalidate, never mutate (design section
/// 4).
///
/// While the log is silent for more than 2 s, nothing that was loaded more than a second ago counts
/// (design, I7).
@ApplicationScoped
public class Memory {
  private static final Duration YOUNG = Duration.ofSeconds(1);

  @Inject Rights rights;
  @Inject Pulse pulse;

  private final Remembered<Long, GuildRights> guilds = new Remembered<>(10_000);
  private final Remembered<MemberKey, MemberRights> members = new Remembered<>(500_000);
  private final Remembered<Long, GuildRights.Channel> channels = new Remembered<>(200_000);
  private final Remembered<MemberKey, Boolean> recipients = new Remembered<>(500_000);

  private record MemberKey(long where, long userId) {}

  Optional<GuildRights> guild(long guildId) {
    return trusted(guilds, guildId, rights::findGuild);
  }

  Optional<MemberRights> member(long guildId, long userId) {
    return trusted(
        members,
        new MemberKey(guildId, userId),
        key -> rights.findMember(key.where(), key.userId()));
  }

  Optional<GuildRights.Channel> channel(long channelId) {
    return trusted(channels, channelId, rights::findChannel);
  }

  boolean isRecipient(long channelId, long userId) {
    return trusted(
            recipients,
            new MemberKey(channelId, userId),
            key -> Optional.of(rights.isRecipient(key.where(), key.userId())))
        .orElse(false);
  }

  /// What is remembered, however old and loading nothing: for what goes on while the database is
  /// away.
  Known warm() {
    return new Known(
        guilds::peek,
        (guildId, userId) -> members.peek(new MemberKey(guildId, userId)),
        channels::peek,
        (channelId, userId) -> recipients.peek(new MemberKey(channelId, userId)).orElse(false));
  }

  /// What is known now.
  Known current() {
    return new Known(this::guild, this::member, this::channel, this::isRecipient);
  }

  private <K, V> Optional<V> trusted(
      Remembered<K, V> memory, K key, Function<K, Optional<V>> load) {
    var known = pulse.vouches() ? memory.peek(key) : memory.peek(key, YOUNG);
    return known.isPresent() ? known : memory.reload(key, load);
  }

  /// Forgets what the record says has changed. Called for every record of the log, and on the node
  /// that made the change right after its commit, so that a caller finds what it has just written.
  public void heard(LogRecord record) {
    var payload = record.payload();
    switch (record.type()) {
      case "GUILD_UPDATE",
          "GUILD_DELETE",
          "GUILD_ROLE_CREATE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE" ->
          guilds.forget(record.key());
      case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE" ->
          members.forget(
              new MemberKey(
                  payload.path("guild_id").asLong(), payload.path("user").path("id").asLong()));
      case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE" -> {
        channels.forget(payload.path("id").asLong());
        payload
            .path("recipients")
            .forEach(user -> forgetRecipient(payload.path("id"), user.path("id")));
        if (record.audience() instanceof Audience.User(var userId)) {
          recipients.forget(new MemberKey(payload.path("id").asLong(), userId));
        }
      }
      case "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE" ->
          channels.forget(payload.path("id").asLong());
      case "THREAD_MEMBERS_UPDATE" -> {
        payload
            .path("added_members")
            .forEach(one -> forgetRecipient(payload.path("id"), one.path("user_id")));
        payload.path("removed_member_ids").forEach(one -> forgetRecipient(payload.path("id"), one));
      }
      case "CHANNEL_RECIPIENT_ADD", "CHANNEL_RECIPIENT_REMOVE" ->
          forgetRecipient(payload.path("channel_id"), payload.path("user").path("id"));
      default -> {}
    }
  }

  /// After a rollback too: what was loaded inside of the transaction has never been.
  void changedHere(@Observes(during = TransactionPhase.AFTER_COMPLETION) Announced announced) {
    announced.record().ifPresent(this::heard);
  }

  /// Everything may have changed: the log was not followed for a while.
  public void forgetAll() {
    guilds.forgetAll();
    members.forgetAll();
    channels.forgetAll();
    recipients.forgetAll();
  }

  private void forgetRecipient(JsonNode channel, JsonNode user) {
    recipients.forget(new MemberKey(channel.asLong(), user.asLong()));
  }
}
