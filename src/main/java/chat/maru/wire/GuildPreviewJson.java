package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a guild shows of itself (reference: "Guild Preview object").
public record GuildPreviewJson(
    long id,
    String name,
    @Nullable String icon,
    @Nullable String splash,
    @Nullable String discoverySplash,
    @Nullable String homeHeader,
    @Nullable String description,
    List<String> features,
    int approximateMemberCount,
    int approximatePresenceCount,
    List<EmojiJson> emojis,
    List<Object> stickers) {}
