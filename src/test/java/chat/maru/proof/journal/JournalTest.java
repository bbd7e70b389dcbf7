package chat.maru.proof.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @Test
  void whatWasWrittenIsReadInItsOrder(@TempDir Path directory) {
    List<Entry> entries =
        List.of(
            new Entry.Sent(1, "7", "9", "k", "text\nof two lines", "gateway"),
            new Entry.Answered(2, "7", "9", "k", "ACCEPTED", 0, Optional.empty(), Optional.empty()),
            new Entry.Answered(3, "7", "9", "k", "STORED", 0, Optional.of("8"), Optional.of(1)),
            new Entry.Edited(4, "7", "9", "8", "other text"),
            new Entry.Opened(4, "7", "s1", "a", true, 17),
            new Entry.Follows(5, "7", "s1", "9", "0"),
            new Entry.Closed(5, "7", "s1", 1006),
            new Entry.Shown(6, "7", "s1", 18, "MESSAGE_CREATE", "9", "8", 1, "7", "text"),
            new Entry.Paged(7, "7", "9", "w", "after", "", 2, List.of("8"), List.of(1), true),
            new Entry.CursorAsked(8, "7", "9", "8"),
            new Entry.CursorSeen(9, "7", "9", "8"),
            new Entry.SightChanged(10, "7", "9", false),
            new Entry.Disturbed(11, "kill -9", "gateway-1"));
    try (var journal = Journal.begin(directory, "mina")) {
      entries.forEach(journal::write);
    }
    assertThat(Journal.read(directory)).containsExactly(entries);
  }

  @Test
  void theClockRises() {
    var before = Journal.now();
    assertThat(Journal.now()).isGreaterThanOrEqualTo(before);
  }
}
