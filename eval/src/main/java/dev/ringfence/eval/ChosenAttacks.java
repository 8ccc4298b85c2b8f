package dev.ringfence.eval;

import dev.ringfence.report.Build;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose attacks a command runs: the lab's own, or those of a file. */
final class ChosenAttacks {
  @Option(
      names = "--attacks",
      paramLabel = "FILE",
      description =
          "attacks of your own, instead of those of the lab; docs/leak-lab.md has the form")
  private @Nullable Path file;

  /**
   * All of them.
   *
   * @throws LabException in one line, for a file that says something else
   */
  AttackCorpus load() {
    return file == null ? AttackCorpus.load() : AttackCorpus.read(file);
  }

  /** What a profile runs; a file of one's own stands for any. */
  AttackCorpus of(Profile profile) {
    return file == null && profile == Profile.ACCEPTANCE ? AttackCorpus.acceptance() : load();
  }

  /** All that a report can name. */
  AttackCorpus everything() {
    return file == null ? AttackCorpus.everything() : load();
  }

  /** What a report says that it ran. */
  Build build() {
    return file == null ? BuildHashes.now() : BuildHashes.with(file);
  }
}
