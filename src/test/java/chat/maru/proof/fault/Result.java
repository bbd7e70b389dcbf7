package chat.maru.proof.fault;

import java.util.List;

/// What came of a run.
///
/// @param acts how many disturbances there were
/// @param findings the violations that the checker found, and why it did not come to rest, if so
record Result(
    String fault, long seed, Volume volume, int acts, List<String> findings, long seconds) {

  /// How much was looked at.
  record Volume(long sent, long acknowledged, long stored, long shown) {}

  boolean isClean() {
    return findings.isEmpty();
  }
}
