package dev.ringfence.eval;

import dev.ringfence.eval.Canary.Origin;
import dev.ringfence.report.Tap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The taps at which nobody is answered: what a server of embeddings is asked, what is counted, what
 * is exported, and what lies at rest. Each is opened when it is looked at.
 */
final class QuietTaps {
  /** Sealed values as whoever reads the disk would see them, where they are not sealed. */
  private static final String SEALED =
      "SELECT encode(value_sealed, 'escape') AS kept FROM ringfence.placeholder"
          + " UNION ALL SELECT encode(arguments_sealed, 'escape') FROM ringfence.approval";

  /** Answers are kept as the model wrote them, with placeholders. */
  private static final String ANSWERS =
      "SELECT body AS kept FROM ringfence.message WHERE role = 'assistant'";

  private final Experiment lab;

  QuietTaps(Experiment lab) {
    this.lab = lab;
  }

  List<Capture> metrics() {
    return List.of(
        Capture.of(
            Tap.METRICS, lab.client.send("GET", "/metrics", "", "", Map.of()).capture().raw()));
  }

  /** What a server received that was asked for the vectors of a question and of passages. */
  List<Capture> embeddings(String question, List<String> passages) {
    try (EmbeddingTap server = EmbeddingTap.open()) {
      lab.service.inside().embeds(server.baseUrl(), question, passages);
      return server.captures();
    }
  }

  /** The files of an export of one customer, each with its name. */
  List<Capture> export(Person person) {
    Path folder = newFolder();
    try {
      lab.service
          .inside()
          .exports(lab.database.admin(), person.persona().tenant, person.persona().user, folder);
      return files(folder);
    } finally {
      remove(folder);
    }
  }

  /** What lies sealed, and the answers. */
  List<Capture> atRest() {
    List<Capture> all = new ArrayList<>();
    for (String table : List.of(SEALED, ANSWERS)) {
      lab.database.rows(table).stream()
          .map(row -> Capture.of(Tap.VAULT, String.valueOf(row.get("kept"))))
          .forEach(all::add);
    }
    return all;
  }

  /** Whether a word may stand there: what somebody wrote is kept in their own words. */
  static boolean mayRest(Canary canary) {
    Origin origin = canary.origin();
    return !(canary.personal() && origin.table().startsWith("demo."));
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("ringfence-lab-export-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Capture> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Capture> all = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.add(Capture.of(Tap.EXPORT, file.getFileName() + "\n" + Files.readString(file)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
