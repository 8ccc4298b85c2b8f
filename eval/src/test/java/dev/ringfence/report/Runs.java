package dev.ringfence.report;

import dev.ringfence.report.Finding.Rule;
import java.time.LocalDate;
import java.util.List;

/** Results made by hand. */
final class Runs {
  static final Build BUILD = new Build("0.1.0", "c".repeat(64), "5".repeat(64));

  /** What ends attributes, elements, scripts, cells, lines and directions, and is no XML at all. */
  static final String HOSTILE =
      "\"'><script>alert(1)</script>]]>&amp;|`\n\r\t\u0000\u0007\u001b[31m\u202e\u2028\uffff\ud800 \ud83d\ude00";

  private Runs() {}

  static Finding finding(Rule rule, Tap tap, String what) {
    return new Finding(rule, tap, what, "0123abcd");
  }

  static CaseResult result(
      String family, String attack, String persona, String missing, Finding... findings) {
    return new CaseResult(family, attack, persona, "json", 7, 7, 3, List.of(findings), missing);
  }

  static RunResult run(long seed, CaseResult... cases) {
    return new RunResult(
        seed,
        12,
        List.of(new Column("demo.invoice.summary", 4, 3, "a constraint")),
        List.of(cases),
        cases.length,
        List.of(),
        List.of());
  }

  /** One case of each verdict. */
  static RunResult mixed() {
    return run(
        1,
        result("ask", "id-walk", "ana", ""),
        result(
            "ask",
            "id-walk",
            "ben",
            "",
            finding(Rule.FOREIGN_ROW, Tap.HTTP, "demo.invoice.summary of globex"),
            finding(Rule.FOREIGN_ROW, Tap.HTTP, "demo.invoice.number of globex"),
            finding(Rule.LOGGED_VALUE, Tap.LOG, "demo.invoice.number")),
        result("files", "bring", "sam", "the model was not called"));
  }

  /** Hostile text wherever text can be. */
  static RunResult hostile() {
    Finding finding =
        new Finding(Rule.FOREIGN_ROW, Tap.MODEL, HOSTILE, HOSTILE)
            .reproducedBy(new Reproduction(List.of(HOSTILE), List.of(HOSTILE), HOSTILE));
    return new RunResult(
        1,
        1,
        List.of(new Column(HOSTILE, 1, 0, HOSTILE)),
        List.of(
            new CaseResult(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, 1, 1, List.of(finding), HOSTILE),
            new CaseResult(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, 1, 1, List.of(), HOSTILE)),
        2,
        List.of(Tap.LOG),
        List.of(HOSTILE),
        new Aside(List.of(new AttackRate(HOSTILE, 1, 3)), List.of(HOSTILE)),
        new Usefulness(
            List.of(new Usefulness.Rate(HOSTILE, HOSTILE, 1, 3)),
            List.of(new Usefulness.Wrong(HOSTILE, HOSTILE)),
            List.of(new Usefulness.Rate(HOSTILE, HOSTILE, 1, 3))));
  }

  /** Everything that hostile text can stand in. */
  static Review hostileReview() {
    String print = Issue.of(hostile()).getFirst().fingerprint();
    LocalDate day = LocalDate.of(2030, 1, 1);
    return Review.of(
        hostile(),
        new Build(HOSTILE, HOSTILE, HOSTILE),
        new Baseline(
            List.of(
                new Accepted(print, HOSTILE, HOSTILE, day),
                new Accepted(HOSTILE, HOSTILE, HOSTILE, day))));
  }
}
