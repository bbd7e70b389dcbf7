package chat.maru.wire;

import java.util.List;

/// Who voted for an answer, by user id.
public record VotersJson(List<UserJson> users) {}
