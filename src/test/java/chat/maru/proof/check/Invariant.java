package chat.maru.proof.check;

/// What must hold, as `docs/proof/README.md` reads it.
public enum Invariant {
  I1("every acknowledged message is stored, a duplicate, or refused to its sender; none is lost"),
  I2("one row per idempotency key"),
  I3("a session gets each create once; what it could see all the time it does not miss"),
  I4("seq is gapless from 1 in every channel"),
  I5("each receiver sees seq rise strictly within a channel"),
  I6("nothing is shown that is not stored"),
  I7("nothing is shown later than 2 s after its revocation was committed"),
  I8("a read cursor never moves back"),
  I9("no id is issued twice, and the ids of a channel rise with seq"),
  I10("paging by any cursor and limit returns each message exactly once"),
  LOG("the log tells each stored change once, in commit order, and ends with what the table holds");

  private final String text;

  Invariant(String text) {
    this.text = text;
  }

  /// The promise in one line.
  public String text() {
    return text;
  }
}
