package chat.maru.proof.check;

/// The evidence, arranged so that a law finds what it asks for at once.
final class Facts {
  private final Evidence evidence;

  Facts(Evidence evidence) {
    this.evidence = evidence;
  }

  Evidence evidence() {
    return evidence;
  }
}
