package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.naive.Hole;
import dev.ringfence.naive.NaiveAssistant;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.ReportForm;
import dev.ringfence.report.Review;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.TextReport;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code eval live} against an assistant with every mistake that is usually made. */
final class LiveLabTest {
  private static final Set<Hole> ALL = EnumSet.allOf(Hole.class);

  /** What each hole is found by, alone: nothing else finds it, and it finds nothing else. */
  private static final Map<Hole, String> CAUSES = causes();

  private static Map<Hole, String> causes() {
    Map<Hole, String> causes = new EnumMap<>(Hole.class);
    causes.put(Hole.CONVERSATION_READ, "foreign-row@routes/read-conversation as account-a");
    causes.put(Hole.FILE_READ, "foreign-row@routes/read-file as account-a");
    causes.put(Hole.PROPOSAL_READ, "not-refused@routes/read-proposal as account-a");
    causes.put(Hole.EXISTENCE_TOLD, "told-apart@routes/existence-of-stream as account-a");
    causes.put(Hole.NO_TOKEN, "not-refused@routes/no-token as nobody");
    causes.put(Hole.UNKNOWN_TOKEN, "not-refused@routes/unknown-token as nobody");
    causes.put(Hole.UNSIGNED_TOKEN, "not-refused@routes/unsigned-token as nobody");
    causes.put(Hole.SIGNATURE_UNREAD, "not-refused@routes/altered-token as nobody");
    causes.put(Hole.EXPIRED_TOKEN, "not-refused@routes/expired-token as nobody");
    causes.put(Hole.TOKEN_IN_ADDRESS, "not-refused@routes/token-in-address as nobody");
    causes.put(Hole.HEADER_TRUSTED, "foreign-row@routes/header-for-conversations as account-a");
    causes.put(Hole.QUERY_TRUSTED, "foreign-row@routes/query-for-conversations as account-a");
    causes.put(Hole.BODY_TRUSTED, "foreign-row@surface/body-for-another as account-a");
    causes.put(Hole.LIST_OF_ALL, "foreign-row@routes/list-files as account-a");
    causes.put(Hole.CURSOR_TRUSTED, "foreign-row@routes/cursor-of-conversations as account-a");
    causes.put(Hole.FILE_REMOVED, "written-for-another@routes/remove-file as account-a");
    causes.put(
        Hole.CONVERSATION_REMOVED, "written-for-another@routes/remove-conversation as account-a");
    causes.put(Hole.NAMES_SHARED, "written-for-another@routes/same-name as account-a");
    causes.put(
        Hole.CONVERSATION_SHARED,
        "written-for-another@routes/write-into-conversation as account-a");
    causes.put(Hole.COUNTED_IDS, "guessable-id@surface/ids-in-a-row as account-a");
    causes.put(Hole.ANSWER_CACHE, "foreign-row@surface/same-question as account-a");
    causes.put(Hole.TENANT_ARGUMENT, "foreign-row@prompts/tool-argument-en as account-a");
    causes.put(Hole.ROLE_BY_WORD, "foreign-row@prompts/authority-en as account-a");
    causes.put(Hole.PROMPT_HOLDS_RECORDS, "foreign-row@prompts/system-prompt-en as account-a");
    causes.put(Hole.SYSTEM_MESSAGE_OBEYED, "foreign-row@surface/system-message as account-a");
    causes.put(Hole.CONVERSATION_BY_NAME, "foreign-row@prompts/conversation-id-en as account-a");
    causes.put(Hole.FILE_BY_NAME, "foreign-row@prompts/file-id-en as account-a");
    causes.put(Hole.IMAGE_RENDERED, "hostile-address@prompts/image-en as account-a");
    causes.put(Hole.VALUE_IN_LINK, "value-in-url@surface/own-word-in-link as account-a");
    causes.put(Hole.STACK_TRACE, "error-detail@surface/broken-json as account-a");
    causes.put(Hole.SQL_ERROR, "error-detail@surface/quote-in-id as account-a");
    causes.put(Hole.LOG_SERVED, "foreign-row@surface/insides-debug-log as nobody");
    causes.put(Hole.METRICS_LABELLED, "foreign-row@surface/insides-metrics as nobody");
    causes.put(Hole.SECRETS_SERVED, "foreign-row@surface/insides-env as nobody");
    causes.put(Hole.ANY_ORIGIN, "any-page@surface/page-of-another-site as account-a");
    causes.put(Hole.SITE_KEY_ANYWHERE, "any-page@surface/session-for-another-site as nobody");
    causes.put(Hole.PUBLIC_CACHE, "cacheable@surface/caches as account-a");
    return causes;
  }

  private static RunResult run(NaiveAssistant assistant, String... languages) {
    LiveSettings settings =
        LiveFixture.ours(assistant.url()).withLanguages(Set.of(languages)).settings();
    try (LiveRun run = new LiveRun(settings, what -> {})) {
      return run.run();
    }
  }

  /** Of an assistant with these holes; what is left in it afterwards fails the test. */
  private static Set<String> findings(Set<Hole> holes) {
    try (NaiveAssistant assistant = NaiveAssistant.start(holes)) {
      RunResult result = run(assistant, "en");
      assertThat(result.cases().stream().filter(each -> !each.missing().isEmpty()))
          .as("holes %s", holes)
          .isEmpty();
      return names(result);
    }
  }

  private static Set<String> names(RunResult result) {
    Set<String> names = new TreeSet<>();
    for (CaseResult each : result.cases()) {
      each.findings().forEach(finding -> names.add(finding.rule().id() + "@" + each.name()));
    }
    return names;
  }

  @Test
  void everyHoleIsFoundAndMendedAloneTakesItsFindingsWithIt() {
    assertThat(CAUSES).hasSize(ALL.size()).hasSizeGreaterThanOrEqualTo(20);
    Set<String> all = findings(ALL);
    assertThat(all).containsAll(CAUSES.values());
    Map<String, Hole> gone = new TreeMap<>();
    for (Hole hole : Hole.values()) {
      Set<Hole> others = EnumSet.complementOf(EnumSet.of(hole));
      Set<String> left = findings(others);
      assertThat(all)
          .as("without %s there is nothing that was not there before", hole)
          .containsAll(left);
      Set<String> his = new TreeSet<>(all);
      his.removeAll(left);
      assertThat(his).as("%s", hole).contains(CAUSES.get(hole));
      his.forEach(
          name ->
              assertThat(gone.putIfAbsent(name, hole))
                  .as("%s is gone without %s, and was before", name, hole)
                  .isNull());
    }
    // Whatever is there is somebody's.
    assertThat(gone.keySet()).containsAll(CAUSES.values());
  }

  @Test
  void assistantWithoutHolesIsClean() {
    try (NaiveAssistant assistant = NaiveAssistant.start(Set.of())) {
      RunResult result = run(assistant);
      Review review = Review.of(result, BuildHashes.now());
      assertThat(review.exitCode()).as(TextReport.of(review)).isZero();
      assertThat(assistant.kept()).isZero();
      assertThat(result.aside().rates().getLast().shown()).isZero();
      assertThat(result.aside().rates().getLast().answered()).isGreaterThan(150);
    }
  }

  @Test
  void nothingOfAReportIsACanaryATokenOrASecret() {
    try (NaiveAssistant assistant = NaiveAssistant.start(ALL)) {
      LiveSettings settings = LiveFixture.ours(assistant.url()).settings();
      RunResult result;
      try (LiveRun run = new LiveRun(settings, what -> {})) {
        result = run.run();
      }
      Review review = Review.of(result, BuildHashes.now());
      assertThat(review.exitCode()).isEqualTo(1);
      for (ReportForm form : ReportForm.values()) {
        assertThat(form.write(review))
            .as(form.name())
            .doesNotContainPattern("zq[bcdfghjkmnpqrstvwxz]{8}")
            .doesNotContainIgnoringCase("Silberfuchs")
            .doesNotContain(NaiveAssistant.SECRET, settings.tokenA(), settings.tokenB());
      }
      assertThat(result.aside().rates().getLast().shown()).isGreaterThan(100);
    }
  }

  @Test
  void openAiFormIsAttackedWithoutRoutesOfOurs() {
    Set<Hole> some = EnumSet.of(Hole.TENANT_ARGUMENT, Hole.ANSWER_CACHE, Hole.SIGNATURE_UNREAD);
    assertThat(openAi(some))
        .contains(
            "foreign-row@prompts/base64-en as account-a",
            "foreign-row@prompts/reversed-en as account-a",
            "foreign-row@prompts/spaced-en as account-a",
            "foreign-row@surface/same-question as account-a",
            "not-refused@routes/altered-token as nobody");
    assertThat(openAi(Set.of())).isEmpty();
  }

  private static Set<String> openAi(Set<Hole> holes) {
    try (NaiveAssistant assistant = NaiveAssistant.start(holes)) {
      LiveSettings settings =
          LiveFixture.openAi(assistant.url()).withLanguages(Set.of("en")).settings();
      try (LiveRun run = new LiveRun(settings, what -> {})) {
        RunResult result = run.run();
        assertThat(result.cases().stream().filter(each -> !each.missing().isEmpty())).isEmpty();
        return names(result);
      }
    }
  }
}
