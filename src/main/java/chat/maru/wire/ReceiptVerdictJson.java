package chat.maru.wire;

import java.util.List;

/// What came of checking a receipt.
///
/// @param valid whether the installation signed it, and keeps what it says
/// @param reasons why not: MALFORMED, WRONG_TYPE, UNKNOWN_KEY, BAD_SIGNATURE, MESSAGE_UNKNOWN,
///     MESSAGE_DIFFERS, LOG_DIFFERS
/// @param log whether the log `agrees`, is `gone` that far back, or is `unknown` at the moment
public record ReceiptVerdictJson(boolean valid, List<String> reasons, String log) {}
