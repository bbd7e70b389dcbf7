package chat.maru.proof.check;

/// I4: the rows of a channel have the seqs from 1 to their number, and its head says the same.
final class SeqLaw implements Law {
  @Override
  public void check(Facts facts, Findings findings) {
    findings.count("channels with messages", facts.channels().size());
    facts
        .channels()
        .forEach(
            (channel, messages) -> {
              var wanted = 1;
              for (var message : messages) {
                if (message.seq() != wanted) {
                  findings.add(
                      Invariant.I4,
                      channel,
                      "%d has seq %d where %d was to come",
                      message.id(),
                      message.seq(),
                      wanted);
                  wanted = message.seq();
                }
                wanted++;
              }
            });
    for (var head : facts.evidence().heads()) {
      var messages = facts.channel(head.channel());
      var lastSeq = messages.isEmpty() ? 0 : messages.getLast().seq();
      var lastId = messages.isEmpty() ? 0 : messages.getLast().id();
      if (head.lastSeq() != lastSeq || head.lastId() != lastId) {
        findings.add(
            Invariant.I4,
            head.channel(),
            "the head says seq %d id %d, the last row is seq %d id %d",
            head.lastSeq(),
            head.lastId(),
            lastSeq,
            lastId);
      }
    }
  }
}
