package chat.maru.access;

import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import chat.maru.event.Outbox.Announced;
import chat.maru.platform.Remembered;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;

/// The node's memory of what permissions are computed from, so that no decision on the hot path
/// asks the
/// database. The log keeps it current: records invalidate, never mutate (design section 4).
@ApplicationScoped
public class Memory {
  @Inject Rights rights;

  private final Remembered<Long, GuildRights> guilds = new Remembered<>(10_000);
  private final Remembered<MemberKey, MemberRights> members = new Remembered<>(500_000);
  private final Remembered<Long, GuildRights.Channel> channels = new Remembered<>(200_000);
  private final Remembered<MemberKey, Boolean> recipients = new Remembered<>(500_000);

  private record MemberKey(long where, long userId) {}

  public Optional<GuildRights> guild(long guildId) {
    return guilds.get(guildId, rights::findGuild);
  }

  public Optional<MemberRights> member(long guildId, long userId) {
    return members.get(
        new MemberKey(guildId, userId), key -> rights.findMember(key.where(), key.userId()));
  }

  public Optional<GuildRights.Channel> channel(long channelId) {
    return channels.get(channelId, rights::findChannel);
  }

  public boolean isRecipient(long channelId, long userId) {
    return recipients
        .get(
            new MemberKey(channelId, userId),
            key -> Optional.of(rights.isRecipient(key.where(), key.userId())))
        .orElse(false);
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
      case "CHANNEL_RECIPIENT_ADD", "CHANNEL_RECIPIENT_REMOVE" ->
          forgetRecipient(payload.path("channel_id"), payload.path("user").path("id"));
      default -> {}
    }
  }

  void changedHere(@Observes(during = TransactionPhase.AFTER_SUCCESS) Announced announced) {
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
