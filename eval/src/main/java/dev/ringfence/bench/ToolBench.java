package dev.ringfence.bench;

import dev.ringfence.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Measures tools, loaded and called, on a database of its own. */
final class ToolBench {
  private final Path folder;
  private final Consumer<String> progress;

  ToolBench(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    try (EmbeddedPostgres postgres = BenchPostgres.start(folder.resolve("tools"), progress)) {
      progress.accept("a hundred thousand invoices");
      ToolDatabase database = ToolDatabase.fill(postgres.admin());
      new ToolLoadBench(database.settings(2), progress).run(rounds, draft);
      new ToolCallBench(database, progress).run(rounds, draft);
    }
  }
}
