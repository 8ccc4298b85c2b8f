package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Issue;
import dev.ringfence.report.Reproduction;
import dev.ringfence.report.StoredIssue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wall is taken away; what comes through is made small, seen again, and gone with the wall. */
final class ReproductionTest {
  private static final String ATTACK = "bulk-and-last";

  private static Lab lab;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    lab = Lab.open(what -> {}, 5);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void leakIsMadeSmallSeenAgainAndGoneWithItsWall() throws Exception {
    Sabotage wall = SabotageCatalog.load().named(List.of("policy-open")).getFirst();
    AttackCorpus corpus = AttackCorpus.load().only(Set.of(ATTACK));
    Map<String, StoredIssue> issues;
    Reproduction way;
    try (Experiment open = Experiment.begin(lab, wall.given())) {
      open.database.execute(wall.sql());
      List<CaseResult> cases =
          new EvalRun(open, what -> {}).attacks(Profile.plain(corpus, Set.of(Persona.ANA)));
      CaseResult leak = new Reproducer(open, corpus, what -> {}).reproduce(cases).getFirst();
      Finding finding =
          leak.findings().stream()
              .filter(f -> f.id().equals("foreign-row@model") && f.reproduction().isPresent())
              .findFirst()
              .orElseThrow();
      way = finding.reproduction().orElseThrow();
      String print = Issue.fingerprint(finding, leak);
      issues =
          Map.of(
              print,
              new StoredIssue(
                  finding.id(), leak.family(), leak.attack(), leak.persona(), leak.channel()));

      AttackCorpus small = AttackCorpus.read(Files.writeString(folder.resolve("a"), way.attack()));
      Attack least = small.attacks().getFirst();
      assertThat(least.calls()).extracting(Attack.CallPlan::tool).hasSize(1);
      assertThat(least.calls().getFirst().tool()).contains("invoice");
      assertThat(least.answers()).isEmpty();
      assertThat(least.says()).containsExactly("Hello.");

      // What was made small shows it, and so does the attack as it is.
      assertThat(states(new Replay(open, small).run(issues))).contains(Replay.State.AGAIN);
      List<Replay.Outcome> whole = new Replay(open, AttackCorpus.load()).run(issues);
      assertThat(whole)
          .anyMatch(o -> o.fingerprint().equals(print) && o.state() == Replay.State.AGAIN);
      assertThat(Replay.exitCode(whole)).isEqualTo(1);
      assertThat(rows(open, way.sql())).isPositive();
    }
    try (Experiment sound = Experiment.begin(lab, List.of())) {
      List<Replay.Outcome> outcomes = new Replay(sound, corpus).run(issues);
      assertThat(states(outcomes)).containsExactly(Replay.State.GONE);
      assertThat(Replay.exitCode(outcomes)).isZero();
      assertThat(rows(sound, way.sql())).isZero();
      StoredIssue probe = new StoredIssue("unsealed@rows", "database", "no-context", "ana", "sql");
      StoredIssue nothing = new StoredIssue("unsealed@rows", "ask", "no-such", "ana", "json");
      Map<String, StoredIssue> others = Map.of("rf1-1", probe, "rf1-2", nothing);
      assertThat(new Replay(sound, corpus).run(others))
          .extracting(Replay.Outcome::fingerprint, Replay.Outcome::state)
          .containsExactlyInAnyOrder(
              tuple("rf1-1", Replay.State.GONE), tuple("rf1-2", Replay.State.UNPROVEN));
      Trials tried = new Trials(sound, Persona.ANA, issues.keySet().iterator().next());
      assertThat(tried.run(corpus.attacks().getFirst()).shows()).isFalse();
      Canary any = sound.book.any(canary -> true).orElseThrow();
      Reproduction telling = new Reproduction(List.of("x " + any.value()), List.of(), "");
      assertThat(new Reproducer(sound, corpus, what -> {}).isHarmless(telling)).isFalse();
    }
    assertThat(way.curl())
        .contains("TOKEN=$(./ringfence token --tenant 'acme' --user 'ana')")
        .anyMatch(line -> line.startsWith("MODEL='{\"calls\":[{\"tool\":\""))
        .anyMatch(line -> line.contains("curl") && line.contains("$TOKEN"));
    assertThat(way.toString()).doesNotContain("zq");
  }

  private static List<Replay.State> states(List<Replay.Outcome> outcomes) {
    return outcomes.stream().map(Replay.Outcome::state).toList();
  }

  /** What the statement before the last one brings, run as it stands. */
  private static int rows(Experiment experiment, List<String> statements) throws Exception {
    try (Connection connection = experiment.database.connect();
        Statement statement = connection.createStatement()) {
      int rows = 0;
      for (String sql : statements) {
        if (statement.execute(sql) && sql.startsWith("SELECT t.*")) {
          try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
              rows++;
            }
          }
        }
      }
      return rows;
    }
  }
}
