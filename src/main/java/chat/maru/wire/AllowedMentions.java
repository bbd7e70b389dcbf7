package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of the mentions in a text count (reference: "Allowed mentions object").
///
/// @param parse kinds taken from the text: `users`, `roles`, `everyone`
/// @param users users that may be mentioned, where `users` is not parsed
/// @param roles roles that may be mentioned, where `roles` is not parsed
/// @param repliedUser whether the author of the answered message is mentioned
public record AllowedMentions(
    @Nullable List<String> parse,
    @Nullable List<Long> users,
    @Nullable List<Long> roles,
    @Nullable Boolean repliedUser) {}
