package dev.ringfence.chat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.ringfence.cli.DemoLibrary;
import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.tools.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Asks the assistant without a language model, on a day that stands still, and notes what it
 * decides; what it searches for is searched for in the demo companies' documents.
 */
final class ChoiceMeasure {
  private static final String SEARCH = "search_knowledge";
  private static final String NOTHING = "{\"rows\":[],\"truncated\":false}";

  private final ExtractiveAssistant assistant;
  private final BiPredicate<ChoiceQuestion, String> finds;

  /**
   * @param finds whether the search finds something for whoever asks
   */
  ChoiceMeasure(Embedder embedder, BiPredicate<ChoiceQuestion, String> finds) {
    this.assistant =
        new ExtractiveAssistant(DemoTools.all(), DemoTools::of, embedder, DemoTools.CLOCK);
    this.finds = finds;
  }

  static ChoiceMeasure in(DemoLibrary library) {
    return new ChoiceMeasure(
        DemoTools.EMBEDDER,
        (question, query) -> {
          String role = question.role().name().toLowerCase(Locale.ROOT);
          Principal principal = DemoLibrary.principal(role, question.asker());
          return !library.search(principal, query, 5).isEmpty();
        });
  }

  /**
   * How one question ended.
   *
   * @param right the right tool was called, or none where there is none
   * @param arguments its arguments are right too
   * @param beside the search was called beside a tool that reads records
   */
  record Outcome(
      ChoiceQuestion question,
      List<ToolCall> calls,
      boolean right,
      boolean arguments,
      boolean beside) {
    String line() {
      return "%s %-9s %s -> %s%s"
          .formatted(
              question.language(),
              question.asker(),
              question.ask(),
              calls.stream().map(call -> call.name() + call.arguments()).toList(),
              question.answerable()
                  ? " not " + question.tool() + new TreeMap<>(question.arguments())
                  : "");
    }
  }

  List<Outcome> ask(List<ChoiceQuestion> questions) {
    return questions.stream().map(this::ask).toList();
  }

  private Outcome ask(ChoiceQuestion question) {
    List<ToolCall> calls = next(question, List.of()).calls();
    List<ToolCall> records = calls.stream().filter(call -> !call.name().equals(SEARCH)).toList();
    boolean beside = !records.isEmpty() && records.size() < calls.size();
    if (!question.answerable()) {
      boolean declined = records.isEmpty() && saysNo(question, calls);
      return new Outcome(question, calls, declined, declined, false);
    }
    boolean right =
        question.tool().equals(SEARCH)
            ? records.isEmpty() && !calls.isEmpty()
            : records.size() == 1 && records.getFirst().name().equals(question.tool());
    boolean arguments = right && (records.isEmpty() || question.fits(records.getFirst()));
    return new Outcome(question, calls, right, arguments, beside);
  }

  /** Whether the searches find nothing, and the answer then says so. */
  private boolean saysNo(ChoiceQuestion question, List<ToolCall> searches) {
    List<ModelMessage> results = new ArrayList<>();
    for (ToolCall call : searches) {
      String query = ChoiceQuestion.tree(call.arguments()).path("query").asText();
      if (finds.test(question, query)) {
        return false;
      }
      results.add(new ModelMessage.Result(call.id(), call.name(), DemoTools.redacted(NOTHING)));
    }
    ModelTurn turn = next(question, results);
    return turn.calls().isEmpty() && turn.text().contains("What I can look up");
  }

  private ModelTurn next(ChoiceQuestion question, List<ModelMessage> results) {
    Role role = question.role();
    List<ModelMessage> messages = new ArrayList<>();
    messages.add(new ModelMessage.Question(DemoTools.redacted(question.ask())));
    messages.addAll(results);
    List<ToolSpecification> offered =
        DemoTools.of(role).stream()
            .map(tool -> ToolSpecification.builder().name(tool.name()).build())
            .toList();
    return assistant.next(
        new ModelRequest(role, messages, offered),
        _ -> {},
        new Cancellation(DemoTools.CLOCK, Duration.ofMinutes(1)));
  }

  /** A share of outcomes in percent; 100 of none. */
  static double percent(List<Outcome> outcomes, Predicate<Outcome> counted) {
    return outcomes.isEmpty()
        ? 100
        : 100.0 * outcomes.stream().filter(counted).count() / outcomes.size();
  }

  static List<Outcome> answerable(List<Outcome> outcomes) {
    return outcomes.stream().filter(outcome -> outcome.question().answerable()).toList();
  }

  static List<Outcome> unanswerable(List<Outcome> outcomes) {
    return outcomes.stream().filter(outcome -> !outcome.question().answerable()).toList();
  }

  /** A table of rates by language and by tool, in the form of the documentation. */
  static String table(List<Outcome> outcomes) {
    Map<String, List<Outcome>> groups = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      ChoiceQuestion question = outcome.question();
      List.of("all", "language " + question.language(), "tool " + question.tool())
          .forEach(group -> groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(outcome));
      String role = "role " + question.role().name().toLowerCase(Locale.ROOT);
      groups.computeIfAbsent(role, _ -> new ArrayList<>()).add(outcome);
    }
    StringBuilder table = new StringBuilder();
    table.append("| | right tool | right tool and arguments | declined | search beside |\n");
    table.append("| --- | --- | --- | --- | --- |\n");
    groups.forEach(
        (group, all) -> {
          List<Outcome> with = answerable(all);
          table.append(
              "| %s | %s | %s | %s | %d |%n"
                  .formatted(
                      group,
                      share(with, Outcome::right),
                      share(with, Outcome::arguments),
                      share(unanswerable(all), Outcome::right),
                      with.stream().filter(Outcome::beside).count()));
        });
    return table.toString();
  }

  private static String share(List<Outcome> outcomes, Predicate<Outcome> counted) {
    return outcomes.isEmpty()
        ? ""
        : "%d of %d (%.1f %%)"
            .formatted(
                outcomes.stream().filter(counted).count(),
                outcomes.size(),
                percent(outcomes, counted));
  }
}
