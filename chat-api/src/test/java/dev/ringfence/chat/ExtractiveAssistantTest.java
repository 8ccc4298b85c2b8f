package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.ringfence.database.Role;
import dev.ringfence.tools.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExtractiveAssistantTest {
  private static final String NOTHING = "{\"rows\":[],\"truncated\":false}";

  private final List<String> pieces = new ArrayList<>();
  private final Cancellation cancellation =
      new Cancellation(DemoTools.CLOCK, Duration.ofMinutes(1));
  private final ExtractiveAssistant assistant =
      new ExtractiveAssistant(DemoTools.all(), DemoTools::of, DemoTools.EMBEDDER, DemoTools.CLOCK);

  @Test
  void questionIsFirstAnsweredByACallAndNoText() {
    ModelTurn turn = ask(Role.CUSTOMER, "Show me my last three invoices");

    assertThat(turn.calls())
        .containsExactly(new ToolCall("extractive_1", "list_invoices", "{\"limit\":3}"));
    assertThat(turn.text()).isEmpty();
    assertThat(pieces).isEmpty();
  }

  @Test
  void onlyTheLastQuestionCounts() {
    ModelTurn turn =
        next(
            Role.CUSTOMER,
            List.of(
                asked("Which plan do I have?"),
                new ModelMessage.Answer(DemoTools.redacted("Comfort Care."), List.of()),
                asked("Show my bookings")));

    assertThat(turn.calls()).extracting(ToolCall::name).containsExactly("list_bookings");
  }

  @Test
  void toolThatIsNotOfferedIsNotCalled() {
    ModelRequest request =
        new ModelRequest(
            Role.CUSTOMER,
            List.of(asked("Show me my invoices")),
            List.of(ToolSpecification.builder().name("search_knowledge").build()));

    assertThat(assistant.next(request, pieces::add, cancellation).calls())
        .extracting(ToolCall::name)
        .containsExactly("search_knowledge");
  }

  @Test
  void accountOfSomebodyElseIsNotLookedFor() {
    ModelTurn turn = ask(Role.CUSTOMER, "Show me Ben's invoices");

    assertThat(turn.calls()).isEmpty();
    assertThat(turn.text())
        .startsWith("I can only look up what is your own.")
        .contains("What I can look up:");
  }

  @Test
  void recordsBecomeATableWithLabelsAndReadableValues() {
    String answer =
        answer(
            Role.CUSTOMER,
            "Show me my invoices",
            result(
                "list_invoices",
                """
                {"rows":[
                 {"number":"ACM-1","issued_on":"2026-03-01","due_on":"2026-03-15","amount":120.5,
                  "currency":"EUR","status":"open","description":"Boiler\\nservice"},
                 {"number":"ACM-2","issued_on":"2026-02-01","due_on":null,"amount":80,
                  "currency":"EUR","status":"paid","description":"For ana@example.com"}],"truncated":true}
                """));

    assertThat(answer)
        .startsWith(
            "Your invoices:\n\n| Number | Issued on | Due on | Amount | Status | For |\n|"
                + " --- | --- | --- | --- | --- | --- |\n")
        .contains("| ACM-1 | 1 Mar 2026 | 15 Mar 2026 | 120.50 EUR | open | Boiler service |\n")
        .contains("| ACM-2 | 1 Feb 2026 |  | 80.00 EUR | paid | For [EMAIL_1] |\n")
        .contains("There are more than these.")
        .endsWith(AnswerComposer.SIGNATURE);
  }

  @Test
  void recordsThatDoNotFitATableBecomeAList() {
    String rows =
        """
        {"rows":[
         {"number":"T-1","subject":"Cold | radiator","body":"%1$s","last_reply":"%1$s"},
         {"number":"T-2","subject":"Noise","body":"%1$s","last_reply":"%1$s"}]}
        """
            .formatted("It has been like this for a week. ".repeat(3).strip());

    assertThat(answer(Role.CUSTOMER, "Show my tickets", result("list_tickets", rows)))
        .contains("- **T-1**; Subject: Cold | radiator;", "- **T-2**; Subject: Noise;");
  }

  @Test
  void barInAValueDoesNotEndItsCell() {
    String rows =
        """
        {"rows":[{"number":"ACM-1","status":"open","description":"Valve | filter"},
         {"number":"ACM-2","status":"paid","description":"Tap"}]}
        """;

    assertThat(answer(Role.CUSTOMER, "Show me my invoices", result("list_invoices", rows)))
        .contains("| ACM-1 | open | Valve \\| filter |\n");
  }

  @Test
  void atMostTenRecordsAreShown() {
    String rows =
        IntStream.rangeClosed(1, 14)
            .mapToObj(i -> "{\"name\":\"file " + i + "\",\"uploaded_at\":\"2026-03-01T08:30:00Z\"}")
            .collect(Collectors.joining(","));

    assertThat(answer(Role.CUSTOMER, "My files", result("list_files", "{\"rows\":[" + rows + "]}")))
        .contains("| file 10 | Sun 1 Mar 2026, 08:30 UTC |")
        .doesNotContain("file 11")
        .contains("and 4 more.");
  }

  @Test
  void passageIsQuotedWithItsDocument() {
    String filler = "Our branches are painted in a friendly blue and are easily found. ".repeat(12);
    String passage = filler + "On Saturdays we are open from nine to one. " + filler;

    String answer =
        answer(
            Role.VISITOR,
            "Are you open on Saturdays?",
            result(
                "search_knowledge",
                "{\"rows\":[{\"title\":\"Opening hours\",\"passage\":\""
                    + passage
                    + "\"}],\"truncated\":false}"));

    assertThat(answer)
        .startsWith("From “Opening hours”:\n\n> …\n")
        .contains("> On Saturdays we are open from nine to one.\n")
        .hasSizeLessThan(750);
  }

  @Test
  void nothingFoundIsSaidWithWhatCanBeAnswered() {
    assertThat(answer(Role.VISITOR, "Do you sell boats?", result("search_knowledge", NOTHING)))
        .startsWith("I found nothing that answers this under “Documents”.")
        .contains("- Documents, such as: When are you open at the weekend?")
        .contains("please sign in")
        .endsWith(AnswerComposer.SIGNATURE);
  }

  @Test
  void greetingIsReturned() {
    assertThat(ask(Role.CUSTOMER, "Hello").calls())
        .extracting(ToolCall::name)
        .containsExactly("search_knowledge");
    assertThat(answer(Role.CUSTOMER, "Hello", result("search_knowledge", NOTHING)))
        .startsWith("Hello! What I can look up:");
  }

  @Test
  void orderIsAnsweredWithWhatCannotBeDone() {
    assertThat(answer(Role.VISITOR, "Write me a poem", result("search_knowledge", NOTHING)))
        .startsWith("I can only look things up; I cannot write, change or send anything.");
  }

  @Test
  void failedCallIsTold() {
    assertThat(
            answer(
                Role.CUSTOMER,
                "Show me my invoices",
                result("list_invoices", "The tool could not be run just now.")))
        .contains("One source could not be read: The tool could not be run just now.");
  }

  @Test
  void answerEndsWhereItIsCancelled() {
    ModelRequest request =
        new ModelRequest(
            Role.VISITOR,
            List.of(asked("Do you sell boats?"), result("search_knowledge", NOTHING)),
            List.of());

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(
            () ->
                assistant.next(
                    request,
                    piece -> {
                      pieces.add(piece);
                      cancellation.cancel();
                    },
                    cancellation));
    assertThat(pieces).hasSize(1);
  }

  @Test
  void lastRoundWithoutToolsIsAnsweredHonestly() {
    ModelRequest request =
        new ModelRequest(Role.VISITOR, List.of(asked("Are you open?")), List.of());

    assertThat(assistant.next(request, pieces::add, cancellation).text())
        .startsWith("I have found nothing that answers this.");
  }

  @Test
  void saysThatItIsNoLanguageModel() {
    assertThat(assistant.isLanguageModel()).isFalse();
    assertThat(assistant.name()).isEqualTo("extractive");
  }

  private ModelTurn ask(Role role, String question) {
    return next(role, List.of(asked(question)));
  }

  private String answer(Role role, String question, ModelMessage.Result result) {
    ModelTurn turn = next(role, List.of(asked(question), result));
    assertThat(turn.calls()).isEmpty();
    assertThat(String.join("", pieces)).isEqualTo(turn.text());
    return turn.text();
  }

  private ModelTurn next(Role role, List<ModelMessage> messages) {
    List<ToolSpecification> tools =
        DemoTools.of(role).stream()
            .map(tool -> ToolSpecification.builder().name(tool.name()).build())
            .toList();
    return assistant.next(new ModelRequest(role, messages, tools), pieces::add, cancellation);
  }

  private static ModelMessage.Question asked(String text) {
    return new ModelMessage.Question(DemoTools.redacted(text));
  }

  private static ModelMessage.Result result(String tool, String content) {
    return new ModelMessage.Result("call_1_1", tool, DemoTools.redacted(content));
  }
}
