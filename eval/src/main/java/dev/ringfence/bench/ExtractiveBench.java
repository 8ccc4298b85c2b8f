package dev.ringfence.bench;

import dev.ringfence.database.PostgresUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures the first token of the assistant without a model, in answers from rows that a tool read,
 * beside the tool's query alone.
 */
final class ExtractiveBench {
  /** Each is answered by {@code list_invoices}. */
  static final List<String> QUESTIONS =
      List.of(
          "Show me my latest invoices",
          "Which invoices have I not paid yet?",
          "What are my most recent bills?");

  private static final double LIMIT = 300;
  private static final int AT_ONCE = 20;
  private static final int WARM_UP = 3;
  private static final int CONNECTIONS = 10;
  private static final Load LOAD = new Load(AT_ONCE, 5);

  private final UpProcess up;
  private final PostgresUri database;
  private final Consumer<String> progress;

  ExtractiveBench(UpProcess up, Path folder, Consumer<String> progress) {
    this.up = up;
    this.database = StateFile.database(folder.resolve("data"));
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    List<Sample> answers = new ArrayList<>();
    List<Sample> queries = new ArrayList<>();
    List<Sample> alone = new ArrayList<>();
    try (StreamClient client = new StreamClient();
        RawQueries raw = new RawQueries(database, CONNECTIONS)) {
      Chats chats = new Chats(client, up.url(), QUESTIONS, true);
      for (int round = 1 - WARM_UP; round <= rounds; round++) {
        progress.accept(
            "the assistant without a model: " + (round < 1 ? "warming up" : "round " + round));
        Sample answered = LOAD.round(chats.inNewConversations());
        Sample asked = LOAD.round((worker, _) -> raw.measure(worker));
        Sample one = new Load(1, 20).round(chats.inNewConversations());
        if (round >= 1) {
          answers.add(answered);
          queries.add(asked);
          alone.add(one);
        }
      }
    }
    Series query = Series.of("raw query, 20 at once", Series.Unit.MILLISECONDS, queries);
    Series first =
        Series.of("first token, no model, tool answer, 20 chats", Series.Unit.MILLISECONDS, answers)
            .against(query);
    draft.add(first);
    draft.add(query);
    draft.add(
        Series.of("first token, no model, tool answer, 1 chat", Series.Unit.MILLISECONDS, alone));
    draft.goal(
        "first token without a model, tool answer, 20 chats, p95",
        LIMIT,
        first,
        first.all().percentile(95));
  }
}
