package chat.maru.bench;

import java.util.Arrays;
import java.util.BitSet;

/// What one receiving socket got, message by message. Used by the thread that reads the socket, and
/// by others only when that has ended.
final class Receipts {
  private final Ledger ledger;
  private final int channel;
  private final boolean numbersRise;
  private final BitSet[] got;
  private final int[] highest;
  private int lastSeq;
  private long deliveries;
  private long doubled;
  private long seqFell;
  private long seqJumped;
  private long numberFell;
  private long strays;

  /// Faults, added up over sockets.
  ///
  /// @param lost accepted, and not delivered to a socket of the channel
  /// @param doubled delivered again to a socket that had it
  /// @param seqFell delivered with a `seq` not above that of the socket's last message
  /// @param seqJumped a hole in the `seq` that a socket saw
  /// @param numberFell delivered after a later number of the same sender
  /// @param strays of a channel that the socket has no part in
  /// @param unaccepted delivered, though no ACK said that it was accepted
  record Counts(
      long deliveries,
      long lost,
      long doubled,
      long seqFell,
      long seqJumped,
      long numberFell,
      long strays,
      long unaccepted) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          deliveries + other.deliveries,
          lost + other.lost,
          doubled + other.doubled,
          seqFell + other.seqFell,
          seqJumped + other.seqJumped,
          numberFell + other.numberFell,
          strays + other.strays,
          unaccepted + other.unaccepted);
    }

    boolean clean() {
      return lost + doubled + seqFell + seqJumped + numberFell + strays + unaccepted == 0;
    }
  }

  /// @param numbersRise whether the senders' numbers must rise too: not where a sender has several
  ///     calls under way at once
  Receipts(Ledger ledger, int channel, boolean numbersRise) {
    this.ledger = ledger;
    this.channel = channel;
    this.numbersRise = numbersRise;
    this.got = new BitSet[ledger.streamsOfChannel()];
    Arrays.setAll(got, _ -> new BitSet());
    this.highest = new int[got.length];
    Arrays.fill(highest, -1);
  }

  void got(int stream, int number, int seq) {
    deliveries++;
    var own = stream - ledger.firstStreamOf(channel);
    if (own < 0 || own >= got.length) {
      strays++;
      return;
    }
    if (got[own].get(number)) {
      doubled++;
      return;
    }
    got[own].set(number);
    if (numbersRise && number < highest[own]) {
      numberFell++;
    }
    highest[own] = Math.max(highest[own], number);
    if (seq <= lastSeq) {
      seqFell++;
    } else {
      if (lastSeq != 0 && seq != lastSeq + 1) {
        seqJumped++;
      }
      lastSeq = seq;
    }
  }

  /// Compares what came with what was accepted.
  Counts counts() {
    long lost = 0;
    long unaccepted = 0;
    for (var own = 0; own < got.length; own++) {
      var stream = ledger.firstStreamOf(channel) + own;
      for (var number = 0; number < ledger.capacity(); number++) {
        var accepted = ledger.isAccepted(stream, number);
        if (accepted && !got[own].get(number)) {
          lost++;
        } else if (!accepted && got[own].get(number)) {
          unaccepted++;
        }
      }
    }
    return new Counts(
        deliveries, lost, doubled, seqFell, seqJumped, numberFell, strays, unaccepted);
  }
}
