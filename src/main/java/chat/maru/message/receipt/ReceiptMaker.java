package chat.maru.message.receipt;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.auth.Seal;
import chat.maru.kernel.Problem;
import chat.maru.kernel.Snowflake;
import chat.maru.platform.stream.StreamException;
import chat.maru.wire.Json;
import chat.maru.wire.ReceiptJson;
import chat.maru.wire.ReceiptJson.LogPositionJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes receipts for those who may read a message, deleted ones too.
@ApplicationScoped
public class ReceiptMaker {
  static final String TYPE = "maru-receipt+jwt";

  @Inject ReceiptRows rows;
  @Inject LogPlaces log;
  @Inject Seal seal;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "maru.jwt.issuer")
  String issuer;

  /// What is signed.
  ///
  /// @param iss the installation
  /// @param iat when the receipt was made, in seconds
  record Statement(String iss, int iat, ReceiptJson receipt) {}

  /// @throws chat.maru.kernel.ApiException 404 for a message that is unknown to the caller, 503
  ///     where the log does not answer
  public ReceiptJson make(Grant grant, long id) {
    var row =
        rows.find(grant.channelId(), id)
            .filter(_ -> grant.has(Permission.READ_MESSAGE_HISTORY))
            .orElseThrow(Problem.UNKNOWN_MESSAGE::error);
    var own = row.authorId() == grant.actor().userId();
    var receipt =
        new ReceiptJson(
            id,
            grant.channelId(),
            row.seq(),
            row.authorId(),
            own ? Optional.of(row.clientMsgId()) : Optional.empty(),
            own ? Optional.of(row.eventId()) : Optional.empty(),
            position(grant.channelId(), id).orElse(null),
            Snowflake.time(id),
            row.contentHash(),
            row.deleted(),
            Optional.empty());
    var statement =
        new Statement(issuer, Math.toIntExact(clock.instant().getEpochSecond()), receipt);
    return receipt.signed(seal.sign(TYPE, Json.write(statement)));
  }

  private Optional<LogPositionJson> position(long channelId, long id) {
    try {
      return log.find(channelId, id)
          .map(message -> new LogPositionJson(message.offset(), message.outboxId()));
    } catch (StreamException _) {
      throw Problem.UNAVAILABLE.error().retryAfter(Duration.ofSeconds(5));
    }
  }
}
