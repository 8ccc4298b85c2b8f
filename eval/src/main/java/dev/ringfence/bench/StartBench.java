package dev.ringfence.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures starts of {@code up} on a folder that has its data already, and the memory of the
 * service at rest: after one answer of the assistant without a model, for which its embeddings are
 * loaded.
 */
final class StartBench {
  private static final int REST_MILLISECONDS = 3_000;
  private static final double WHOLE_LIMIT = 10;
  private static final double SERVICE_LIMIT = 3;
  private static final double MEMORY_LIMIT = 500;

  private final Path folder;
  private final Consumer<String> progress;
  private final List<Sample> whole = new ArrayList<>();
  private final List<Sample> service = new ArrayList<>();
  private final List<Sample> wholeWithout = new ArrayList<>();
  private final List<Sample> serviceWithout = new ArrayList<>();
  private final List<Sample> memory = new ArrayList<>();

  StartBench(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  void run(int starts) {
    for (int i = 1; i <= starts; i++) {
      progress.accept("start " + i + " of " + starts);
      try (UpProcess up = UpProcess.start(folder, UpProcess.Archive.AS_LAUNCHED, Map.of())) {
        note(up, whole, service);
        rest(up);
        up.residentMegabytes().ifPresent(value -> memory.add(new Sample(List.of(value))));
      }
      if (UpProcess.hasArchive()) {
        try (UpProcess up = UpProcess.start(folder, UpProcess.Archive.WITHOUT, Map.of())) {
          note(up, wholeWithout, serviceWithout);
        }
      }
    }
  }

  private static void note(UpProcess up, List<Sample> whole, List<Sample> service) {
    whole.add(new Sample(List.of(up.seconds())));
    service.add(new Sample(List.of(up.seconds() - up.databaseSeconds())));
  }

  private static void rest(UpProcess up) {
    try (StreamClient client = new StreamClient()) {
      Chats chats = new Chats(client, up.url(), ExtractiveBench.QUESTIONS, true);
      var _ = new Load(1, 1).round(chats.inNewConversations());
      Thread.sleep(REST_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  void report(BenchDraft draft) {
    Series starts = seconds("second start", whole);
    Series services = seconds("of which all but PostgreSQL", service);
    if (UpProcess.hasArchive()) {
      Series without = seconds("second start without the class archive", wholeWithout);
      Series servicesWithout = seconds("of which all but PostgreSQL, no archive", serviceWithout);
      draft.add(starts.against(without));
      draft.add(services.against(servicesWithout));
      draft.add(without);
      draft.add(servicesWithout);
    } else {
      draft.add(starts);
      draft.add(services);
      draft.remark(
          "There is no class archive yet: the first run of up that lasts a minute makes" + " it.");
    }
    draft.goal("second start, median", WHOLE_LIMIT, starts, starts.all().median());
    draft.goal(
        "of which the service itself, median", SERVICE_LIMIT, services, services.all().median());
    if (memory.isEmpty()) {
      draft.remark("Resident memory was not measured: this platform has no /proc.");
    } else {
      Series resident = Series.of("resident memory at rest", Series.Unit.MEGABYTES, memory);
      draft.add(resident);
      draft.goal("resident memory at rest, most", MEMORY_LIMIT, resident, resident.all().most());
    }
  }

  private static Series seconds(String name, List<Sample> rounds) {
    return Series.of(name, Series.Unit.SECONDS, rounds);
  }
}
