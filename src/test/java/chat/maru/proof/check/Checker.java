package chat.maru.proof.check;

import java.util.List;

/// Decides from the evidence which promises were kept.
public final class Checker {
  private static final List<Law> LAWS =
      List.of(
          new AcknowledgedLaw(),
          new AcceptedLaw(),
          new KeyLaw(),
          new OnceLaw(),
          new MissedLaw(),
          new SeqLaw(),
          new ShownLaw(),
          new SightLaw(),
          new CursorLaw(),
          new IdLaw(),
          new WalkLaw(),
          new LogLaw());

  private Checker() {}

  /// Looks at all of it. The run must have come to rest: every client's queue read, nothing sent
  /// for some seconds.
  public static Verdict check(Evidence evidence) {
    var facts = new Facts(evidence);
    var findings = new Findings();
    findings.count("journals", evidence.journals().size());
    findings.count("messages stored", evidence.messages().size());
    findings.count("records on the log", evidence.log().size());
    LAWS.forEach(law -> law.check(facts, findings));
    return findings.verdict();
  }
}
