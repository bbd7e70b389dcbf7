package chat.maru.message;

import chat.maru.kernel.Problem;
import chat.maru.platform.stream.DeadLetters;
import chat.maru.platform.stream.Keyed;
import chat.maru.platform.stream.Received;
import chat.maru.platform.stream.StreamException;
import chat.maru.wire.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
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
      int offset,
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
  public Listed replay(long offset) {
    var record = find(offset);
    var letter = read(record);
    log.append(new Keyed(letter.key(), Base64.getDecoder().decode(letter.value())));
    return listed(record);
  }

  private Received find(long offset) {
    try {
      return letters.find(offset).orElseThrow(Problem.NOT_FOUND::error);
    } catch (StreamException _) {
      throw Problem.LOG_UNAVAILABLE.error();
    }
  }

  private static PoisonBox.DeadLetter read(Received record) {
    try {
      return Json.read(
          record.value() == null ? new byte[0] : record.value(), PoisonBox.DeadLetter.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Listed listed(Received record) {
    var letter = read(record);
    var event = event(letter);
    return new Listed(
        (int) record.offset(),
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
      return Optional.ofNullable(
          Json.read(Base64.getDecoder().decode(letter.value()), MessageAccepted.class));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
