package chat.maru.wire;

import java.util.List;

/// Whom a bulk ban has banned and whom not (reference: "Bulk Guild Ban").
public record BulkBanJson(List<Long> bannedUsers, List<Long> failedUsers) {}
