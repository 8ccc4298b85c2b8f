package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Review;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.TextReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code eval live} against the service itself, as two customers of one company. */
final class LiveRingfenceTest {
  private static final String KEPT =
      """
      SELECT (SELECT count(*) FROM ringfence.conversation)::text AS conversations,
             (SELECT count(*) FROM ringfence.message)::text AS messages,
             (SELECT count(*) FROM ringfence.document)::text AS documents,
             (SELECT count(*) FROM ringfence.chunk)::text AS passages
      """;

  private static Lab lab;
  private static RepeatingModel model;

  @BeforeAll
  static void open() {
    lab = Lab.open(what -> {}, 11);
    model = RepeatingModel.start();
  }

  @AfterAll
  static void close() {
    model.close();
    lab.close();
  }

  private static LiveSettings settings(
      RunningService service, LiveProtocol protocol, Set<String> only) {
    String ana = service.mint("acme", "ana");
    ObjectNode claims = (ObjectNode) Tokens.payload(ana);
    boolean ours = protocol == LiveProtocol.RINGFENCE;
    return new LiveSettings(
        service.url(),
        protocol,
        "ringfence",
        ours ? "pk_demo_acme" : "",
        service.url(),
        ana,
        service.mint("acme", "ben"),
        lab.issuerKey().sign(claims.put("iat", 1_700_000_000).put("exp", 1_700_003_600)),
        "",
        List.of(),
        List.of(),
        List.of(),
        ours ? "/v1/files" : "",
        Set.of("en", "zh"),
        only,
        LiveFixture.FAST,
        11);
  }

  private static RunResult run(LiveSettings settings) {
    try (LiveRun run = new LiveRun(settings, what -> {})) {
      return run.run();
    }
  }

  @Test
  void nothingLeaksAndNothingOfItIsLeft() {
    LabDatabase database = lab.copy();
    try (RunningService service = lab.start(List.of(), database, model.baseUrl())) {
      List<Map<String, String>> before = database.rows(KEPT);
      RunResult result = run(settings(service, LiveProtocol.RINGFENCE, Set.of()));
      Review review = Review.of(result, BuildHashes.now());
      assertThat(review.exitCode()).as(TextReport.of(review)).isZero();
      assertThat(result.aside().rates().getLast().answered()).isGreaterThan(40);
      assertThat(database.rows(KEPT)).isEqualTo(before);
    }
  }

  @Test
  void sameServiceIsCleanInOpenAisForm() {
    try (RunningService service = lab.start(List.of(), lab.copy(), model.baseUrl())) {
      RunResult result = run(settings(service, LiveProtocol.OPENAI, Set.of()));
      Review review = Review.of(result, BuildHashes.now());
      assertThat(review.exitCode()).as(TextReport.of(review)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy-of-conversations-open", "files-unlooked"})
  void wallThatIsTakenAwayIsSeenFromOutside(String name) {
    Sabotage wall = SabotageCatalog.load().named(List.of(name)).getFirst();
    LabDatabase database = lab.copy();
    List<Rewrite> code = Stream.concat(wall.given().stream(), wall.code().stream()).toList();
    try (RunningService service = lab.start(code, database, model.baseUrl())) {
      Stream.of(wall.givenSql(), wall.sql())
          .filter(sql -> !sql.isEmpty())
          .forEach(database::execute);
      RunResult result = run(settings(service, LiveProtocol.RINGFENCE, Set.of("routes")));
      assertThat(result.cases().stream().flatMap(each -> each.findings().stream()))
          .extracting(Finding::id)
          .contains("foreign-row@http");
    }
  }
}
