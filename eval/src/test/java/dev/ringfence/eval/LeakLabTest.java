package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.ReportForm;
import dev.ringfence.report.Review;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.TextReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole lab against the whole service, with a part of the attacks. */
final class LeakLabTest {
  private static final Set<String> SOME =
      Set.of(
          "own-everything",
          "id-walk",
          "foreign-documents",
          "tool-discovery",
          "sql-always-true",
          "own-words",
          "markdown-image",
          "foreign-conversation",
          "former-member",
          "proposal-of-somebody-else",
          "approved-once",
          "proposal-altered",
          "order-to-approve",
          "mcp-own-everything",
          "mcp-tools-of-staff",
          "mcp-and-a-visitor",
          "files-of-others",
          "files-and-staff",
          "files-asked-for",
          "same-file-as-another");

  /** One for each kind of wall; the others are looked at by {@code ringfence eval sabotage}. */
  private static final List<String> WALLS =
      List.of(
          "policy-open",
          "force-off",
          "seal-unverified",
          "large-objects-open",
          "redaction-off",
          "wire-guard-off",
          "arguments-unredacted",
          "guard-alarm-off",
          "membership-check-off",
          "audit-not-awaited-in-streams",
          "audit-at-the-door-off",
          "chains-for-any-context",
          "suspension-off",
          "consent-unbound",
          "consent-never-expires",
          "consent-state-unread",
          "decisions-not-final",
          "mcp-roles-unread",
          "mcp-influenced-by-others",
          "files-unlooked",
          "files-of-all-under-one-id",
          "files-removed-by-others",
          "files-read-inside",
          "token-expiry-unread",
          "messages-for-others",
          "owner-to-become",
          "cursors-of-anybody",
          "calls-without-end",
          "tools-name-owners",
          "html-kept",
          "kept-by-caches",
          "technicians-unmasked",
          "settings-left-behind",
          "scope-forgotten",
          "failures-logged-whole",
          "vault-in-clear",
          "erasure-of-everybody",
          "starts-unsafe",
          "alterations-untold",
          "embeddings-unguarded",
          "metrics-with-words",
          "export-of-everybody");

  private static Lab lab;

  @BeforeAll
  static void open() {
    lab = Lab.open(what -> {}, 3);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void nothingLeaksAndEverythingIsProven() {
    RunResult result;
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      result = new EvalRun(experiment, what -> {}).run(3, some());
    }
    Review review = Review.of(result, BuildHashes.now());
    assertThat(review.exitCode()).as(TextReport.of(review)).isZero();
    for (ReportForm form : ReportForm.values()) {
      assertThat(form.write(review)).as(form.name()).doesNotContain("zq");
    }
  }

  /** Some attacks as everybody, and some in other words. */
  private static List<Variant> some() {
    List<Persona> everybody = Arrays.asList(Persona.values());
    List<Variant> variants =
        new ArrayList<>(Profile.plain(AttackCorpus.load().only(SOME), everybody));
    Profile.variantsOf(AttackCorpus.load(), everybody, 3).stream().limit(30).forEach(variants::add);
    return variants;
  }

  /** Of {@code -Dringfence.messages=N}, and others with {@code -Dringfence.seed=N}. */
  @Test
  void noHiddenValueReachesTheModelAndNobodyIsShownAnothersValue() {
    long seed = Long.getLong("ringfence.seed", 1);
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      FuzzTally tally =
          new FuzzRun(experiment, seed, what -> {}).run(Long.getLong("ringfence.messages", 500));
      assertThat(tally.clean() && tally.proven()).as("seed %d%n%s", seed, tally.summary()).isTrue();
    }
  }

  @Test
  void fuzzSeesWhatIsNoLongerFound() {
    List<Rewrite> blind =
        List.of(
            new MethodRewrite("dev.ringfence.guard.WireGuard", "check", "nothing"),
            new MethodRewrite("dev.ringfence.recognition.CardRecognizer", "find", "nothing"));
    try (Experiment experiment = Experiment.begin(lab, blind)) {
      assertThat(new FuzzRun(experiment, 1, what -> {}).run(150).clean()).isFalse();
    }
  }

  @Test
  void wallThatIsTakenAwayTurnsItsDeclaredCheckRed() {
    List<SabotageRun.Result> results = new ArrayList<>();
    try (SabotageRun run = new SabotageRun(lab, what -> {})) {
      SabotageCatalog.load().named(WALLS).forEach(sabotage -> results.add(run.run(sabotage)));
    }
    assertThat(results)
        .hasSameSizeAs(WALLS)
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(result.sabotage().name() + ": " + result.detail())
                    .isEqualTo(SabotageRun.Outcome.KILLED));
    assertThat(SabotageCommand.exitCode(results)).isZero();
  }
}
