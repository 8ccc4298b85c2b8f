package dev.ringfence.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures what the service adds to the first token of a language model that answers at once. */
final class ModelBench {
  private static final double LIMIT = 30;
  private static final int WARM_UP = 3;
  private static final int MANY = 20;

  private final UpProcess up;
  private final InstantModel model;
  private final Consumer<String> progress;

  ModelBench(UpProcess up, InstantModel model, Consumer<String> progress) {
    this.up = up;
    this.model = model;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    try (StreamClient client = new StreamClient()) {
      Chats plain = new Chats(client, up.url(), List.of(InstantModel.QUESTION), false);
      Chats calling = new Chats(client, up.url(), List.of(InstantModel.QUESTION_WITH_CALL), true);
      DirectCalls direct = new DirectCalls(client, model);
      for (int atOnce : new int[] {1, MANY}) {
        Load load = new Load(atOnce, atOnce == 1 ? 40 : 5);
        String chats = atOnce == 1 ? "1 chat" : atOnce + " chats";
        compare("instant model, " + chats, load, plain, direct::sentence, rounds, draft);
        compare(
            "instant model that calls a tool, " + chats,
            load,
            calling,
            direct::call,
            rounds,
            draft);
      }
    }
  }

  private void compare(
      String name,
      Load load,
      Chats chats,
      Supplier<Load.Work> direct,
      int rounds,
      BenchDraft draft) {
    List<Sample> with = new ArrayList<>();
    List<Sample> without = new ArrayList<>();
    for (int round = 1 - WARM_UP; round <= rounds; round++) {
      progress.accept(name + ": " + (round < 1 ? "warming up" : "round " + round));
      Sample through = load.round(chats.inNewConversations());
      Sample past = load.round(direct.get());
      if (round >= 1) {
        with.add(through);
        without.add(past);
      }
    }
    Series baseline = Series.of("directly, " + name, Series.Unit.MILLISECONDS, without);
    Series series =
        Series.of("first token, " + name, Series.Unit.MILLISECONDS, with).against(baseline);
    draft.add(series);
    draft.add(baseline);
    draft.goal(
        String.format(Locale.ROOT, "added to the first token, p95, %s", name),
        LIMIT,
        series,
        series.all().percentile(95) - baseline.all().median());
  }
}
