package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// Whether a guild has a widget, and where its invite leads (reference: "Guild Widget Settings
/// object").
public record WidgetSettingsJson(boolean enabled, @Nullable Long channelId) {}
