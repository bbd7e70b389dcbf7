package chat.maru.bench;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.bench.Receipts.Counts;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// What the benchmark says of losses is only worth something if it sees them: each fault is
/// planted.
class ReceiptsTest {
  private static final int MESSAGES = 50;

  private final Ledger ledger = new Ledger(2, 2, MESSAGES);
  private final Receipts receipts = new Receipts(ledger, 1, true);

  ReceiptsTest() {
    for (var number = 0; number < MESSAGES; number++) {
      ledger.sent(2, number);
      ledger.accepted(2, number);
    }
  }

  private void deliver(IntPredicate which) {
    for (var number = 0; number < MESSAGES; number++) {
      if (which.test(number)) {
        receipts.got(2, number, number + 1);
      }
    }
  }

  @Test
  void whatCameInOrderAndOnceIsClean() {
    deliver(_ -> true);

    assertThat(receipts.counts()).isEqualTo(new Counts(MESSAGES, 0, 0, 0, 0, 0, 0, 0));
    assertThat(receipts.counts().clean()).isTrue();
  }

  @Test
  void acceptedAndNotDeliveredIsLostAndLeavesHolesInSeq() {
    deliver(number -> number != 7 && number != 20 && number != MESSAGES - 1);

    assertThat(receipts.counts()).isEqualTo(new Counts(MESSAGES - 3, 3, 0, 0, 2, 0, 0, 0));
  }

  @Test
  void aSocketThatGotNothingLostEverything() {
    assertThat(receipts.counts().lost()).isEqualTo(MESSAGES);
  }

  @Test
  void refusedAndNotDeliveredIsNotLost() {
    ledger.sent(3, 0);
    ledger.refused(3, 0, "429");
    deliver(_ -> true);

    assertThat(receipts.counts().clean()).isTrue();
    assertThat(ledger.refusals()).containsEntry("429", 1);
  }

  @Test
  void refusedAndDeliveredAllTheSameIsSeen() {
    ledger.sent(3, 0);
    ledger.refused(3, 0, "503");
    deliver(_ -> true);
    receipts.got(3, 0, MESSAGES + 1);

    assertThat(receipts.counts().unaccepted()).isEqualTo(1);
  }

  @Test
  void refusedAfterTheAckIsNotLost() {
    ledger.refused(2, 4, "10003");
    deliver(number -> number != 4);

    assertThat(receipts.counts().lost()).isZero();
    assertThat(ledger.answers().refusedLater()).isEqualTo(1);
  }

  @Test
  void theSameMessageAgainIsDoubledEvenWithAnotherSeq() {
    deliver(_ -> true);
    receipts.got(2, 9, 10);
    receipts.got(2, 10, MESSAGES + 1);

    assertThat(receipts.counts()).isEqualTo(new Counts(MESSAGES + 2, 0, 2, 0, 0, 0, 0, 0));
  }

  @Test
  void twoThatChangePlacesAreReorderedBySeqAndByNumber() {
    deliver(number -> number < 10);
    receipts.got(2, 11, 12);
    receipts.got(2, 10, 11);

    assertThat(receipts.counts().seqFell()).isEqualTo(1);
    assertThat(receipts.counts().numberFell()).isEqualTo(1);
  }

  @Test
  void aSenderOvertakenBeforeItsSeqWasGivenIsReorderedByNumberAlone() {
    receipts.got(2, 1, 1);
    receipts.got(2, 0, 2);

    assertThat(receipts.counts().numberFell()).isEqualTo(1);
    assertThat(receipts.counts().seqFell()).isZero();
  }

  @Test
  void twoSendersOfAChannelMayInterleave() {
    ledger.sent(3, 0);
    ledger.accepted(3, 0);
    receipts.got(2, 0, 1);
    receipts.got(2, 1, 2);
    receipts.got(3, 0, 3);
    receipts.got(2, 2, 4);

    assertThat(receipts.counts().numberFell() + receipts.counts().seqFell()).isZero();
  }

  @Test
  void aMessageOfAnotherChannelIsAStray() {
    deliver(_ -> true);
    receipts.got(0, 0, 1);

    assertThat(receipts.counts().strays()).isEqualTo(1);
  }

  @Test
  void aSecondAnswerAndAMissingOneAreCounted() {
    ledger.accepted(2, 0);
    ledger.sent(3, 1);

    assertThat(ledger.answeredTwice()).isEqualTo(1);
    assertThat(ledger.answers().unanswered()).isEqualTo(1);
  }
}
