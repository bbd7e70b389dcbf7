package chat.maru.wire.event;

import chat.maru.wire.EmojiJson;
import java.util.List;

/// What happens to the emojis of a guild.
public sealed interface EmojiEvent extends Dispatch {
  /// There are other emojis now: these.
  record Update(InGuild body) implements EmojiEvent {
    @Override
    public String type() {
      return "GUILD_EMOJIS_UPDATE";
    }
  }

  /// All emojis of a guild.
  record InGuild(long guildId, List<EmojiJson> emojis) {}
}
