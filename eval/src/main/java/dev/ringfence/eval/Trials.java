package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Issue;
import java.util.List;

/** Runs smaller and smaller attacks as one person, and looks for one finding. */
final class Trials {
  private final CaseRunner runner;
  private final Persona persona;
  private final String fingerprint;

  Trials(Experiment lab, Persona persona, String fingerprint) {
    this.runner = new CaseRunner(lab);
    this.persona = persona;
    this.fingerprint = fingerprint;
  }

  /** One case; one that cannot be set up shows nothing. */
  Minimizer.Trial run(Attack attack) {
    try {
      CaseRunner.Played played = runner.play(Variant.plain(attack, persona));
      return new Minimizer.Trial(shows(played.result()), played.made());
    } catch (LabException e) {
      return new Minimizer.Trial(false, List.of());
    }
  }

  private boolean shows(CaseResult result) {
    return result.findings().stream()
        .anyMatch(finding -> Issue.fingerprint(finding, result).equals(fingerprint));
  }
}
