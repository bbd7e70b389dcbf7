package chat.maru.wire;

import chat.maru.kernel.Patch;

/// The body of PATCH `/applications/{application_id}` and `/applications/@me`.
public record ModifyApplication(
    Patch<String> name, Patch<String> description, Patch<Integer> flags) {}
