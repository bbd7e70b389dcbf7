package chat.maru.message.receipt;

import chat.maru.auth.Seal;
import chat.maru.auth.Seal.Opened;
import chat.maru.message.audit.LogEntry.LoggedMessage;
import chat.maru.message.receipt.ReceiptMaker.Statement;
import chat.maru.message.receipt.ReceiptRows.ReceiptRow;
import chat.maru.platform.stream.StreamException;
import chat.maru.wire.Json;
import chat.maru.wire.ReceiptJson;
import chat.maru.wire.ReceiptJson.LogPositionJson;
import chat.maru.wire.ReceiptVerdictJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks receipts: whether this installation signed them, and keeps what they say.
@ApplicationScoped
public class ReceiptChecker {
  private static final String MALFORMED = "MALFORMED";

  @Inject Seal seal;
  @Inject ReceiptRows rows;
  @Inject LogPlaces log;

  /// What the log says.
  private enum Log {
    agrees,
    differs,
    gone,
    unknown
  }

  public ReceiptVerdictJson check(String compact) {
    return switch (seal.open(ReceiptMaker.TYPE, compact)) {
      case Opened.Bad(var fault) -> refused(fault.name());
      case Opened.Good(var payload) -> statement(payload);
    };
  }

  private ReceiptVerdictJson statement(String payload) {
    try {
      return check(Json.read(payload, Statement.class).receipt());
    } catch (JsonProcessingException _) {
      return refused(MALFORMED); // of a version that only a newer node knows
    }
  }

  private static ReceiptVerdictJson refused(String reason) {
    return new ReceiptVerdictJson(false, List.of(reason), Log.unknown.name());
  }

  private ReceiptVerdictJson check(ReceiptJson receipt) {
    var reasons = new ArrayList<String>();
    rows.find(receipt.channelId(), receipt.id())
        .ifPresentOrElse(
            row -> {
              if (!agrees(receipt, row)) {
                reasons.add("MESSAGE_DIFFERS");
              }
            },
            () -> reasons.add("MESSAGE_UNKNOWN"));
    var said = log(receipt);
    if (said == Log.differs) {
      reasons.add("LOG_DIFFERS");
    }
    return new ReceiptVerdictJson(reasons.isEmpty(), reasons, said.name());
  }

  /// What was there may be deleted meanwhile, and what was deleted stays so.
  private static boolean agrees(ReceiptJson receipt, ReceiptRow row) {
    return row.seq() == receipt.seq()
        && row.authorId() == receipt.authorId()
        && row.contentHash().equals(receipt.contentHash())
        && (row.deleted() || !receipt.deleted())
        && receipt.clientMsgId().filter(it -> !it.equals(row.clientMsgId())).isEmpty()
        && receipt.eventId().filter(it -> !it.equals(row.eventId())).isEmpty();
  }

  private Log log(ReceiptJson receipt) {
    var position = receipt.logPosition();
    if (position == null) {
      return Log.gone;
    }
    try {
      return switch (log.at(position.offset())) {
        case LogPlaces.At.Gone() -> Log.gone;
        case LogPlaces.At.There(var message) ->
            agrees(receipt, position, message.orElse(null)) ? Log.agrees : Log.differs;
      };
    } catch (StreamException _) {
      return Log.unknown;
    }
  }

  private static boolean agrees(
      ReceiptJson receipt, LogPositionJson position, @Nullable LoggedMessage message) {
    return message != null
        && message.outboxId() == position.outboxId()
        && message.channelId() == receipt.channelId()
        && message.id() == receipt.id()
        && message.seq() == receipt.seq();
  }
}
