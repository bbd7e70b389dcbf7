package chat.maru.message.persist;

import chat.maru.kernel.Problem;
import chat.maru.message.log.MessageAccepted;
import chat.maru.message.log.MessageLog;
import chat.maru.platform.stream.DeadLetters;
import chat.maru.platform.stream.Keyed;
import chat.maru.platform.stream.Received;
import chat.maru.platform.stream.StreamException;
import chat.maru.wire.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Lists dead letters and puts them back.
@ApplicationScoped
public class DeadLetterReplay {
  @Inject DeadLetters letters;
  @Inject MessageLog log;

  /// A dead letter as administrators see it.
  ///
  /// @param offset its place on the dead-letter topic, by which it is replayed
  public record Listed(
      long offset,
      String reason,
      Instant at,
      String key,
      @JsonProperty("eventId") Optional<String> eventId,
      @JsonProperty("clientMsgId") Optional<String> clientMsgId,
      Optional<Long> senderId) {}

  public List<Listed> list(int count) {
    try {
      return letters.last(count).stream().map(DeadLetterReplay::listed).toList();
    } catch (StreamException _) {
      throw Problem.LOG_UNAVAILABLE.error();
    }
  }

  /// Appends the event to the log of accepted messages again.
  ///
  /// @throws chat.maru.kernel.ApiException 404 where there is none, 422
  ///     [Problem#MESSAGE_POISONED] where there is nothing in it to be put back
  public Listed replay(long offset) {
    var record = find(offset);
    var letter = read(record).orElseThrow(Problem.MESSAGE_POISONED::error);
    var event = bytes(letter);
    if (event.length == 0) {
      throw Problem.MESSAGE_POISONED.error(); // it was too large to be kept
    }
    log.append(new Keyed(letter.key(), event));
    return listed(record);
  }

  private Received find(long offset) {
    try {
      return letters.find(offset).orElseThrow(Problem.NOT_FOUND::error);
    } catch (StreamException _) {
      throw Problem.LOG_UNAVAILABLE.error();
    }
  }

  /// Empty for what is no dead letter of ours: it must not hide the others.
  private static Optional<PoisonBox.DeadLetter> read(Received record) {
    try {
      var value = record.value() == null ? new byte[0] : record.value();
      return Optional.ofNullable(Json.read(value, PoisonBox.DeadLetter.class))
          .filter(letter -> letter.key() != null && letter.value() != null);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(PoisonBox.DeadLetter letter) {
    try {
      return Base64.getDecoder().decode(letter.value());
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static Listed listed(Received record) {
    var found = read(record);
    if (found.isEmpty()) {
      return new Listed(
          record.offset(),
          "not readable",
          Instant.ofEpochMilli(record.timestamp()),
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    var letter = found.get();
    var event = event(letter);
    return new Listed(
        record.offset(),
        letter.reason(),
        letter.at(),
        letter.key(),
        event.map(MessageAccepted::eventId),
        event.map(MessageAccepted::clientMsgId),
        event.map(MessageAccepted::senderId));
  }

  /// What was set aside may be no event at all: that is one reason to set it aside.
  private static Optional<MessageAccepted> event(PoisonBox.DeadLetter letter) {
    try {
      return Optional.ofNullable(Json.read(bytes(letter), MessageAccepted.class));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
