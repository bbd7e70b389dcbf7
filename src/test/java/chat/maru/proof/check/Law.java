package chat.maru.proof.check;

/// One promise, as the checker reads it. Pure: decides from the facts alone.
@FunctionalInterface
interface Law {
  void check(Facts facts, Findings findings);
}
