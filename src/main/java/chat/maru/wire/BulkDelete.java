package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of "Bulk Delete Messages".
public record BulkDelete(@Nullable List<Long> messages) {}
