package dev.ringfence.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The findings that were accepted, kept in a file as the doctor keeps its own: a list, in YAML or
 * JSON, of {@code fingerprint}, {@code owner}, {@code reason} and {@code expires}.
 *
 * <p>An entry that has expired is a mistake here and not a finding again: a leak of the lab's is
 * decided on anew, by somebody.
 */
public record Baseline(List<Accepted> accepted) {
  private static final Set<String> KEYS = Set.of("fingerprint", "owner", "reason", "expires");

  /** Keeps the list as it is. */
  public Baseline {
    accepted = List.copyOf(accepted);
  }

  /** Accepts nothing. */
  public static Baseline empty() {
    return new Baseline(List.of());
  }

  /**
   * Reads a file, as of a day.
   *
   * @throws ReportException when it cannot be read, says something else, or accepts for longer than
   *     it says
   */
  public static Baseline read(Path file, LocalDate today) {
    try {
      Object root =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file, UTF_8));
      if (root == null) {
        return empty();
      }
      if (!(root instanceof List<?> list)) {
        throw new ReportException(file + ": a baseline is a list of accepted findings");
      }
      List<Accepted> accepted = new ArrayList<>();
      for (Object entry : list) {
        accepted.add(entry(file, accepted, entry, today));
      }
      return new Baseline(accepted);
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read");
    } catch (YamlEngineException e) {
      throw new ReportException(
          file + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"));
    }
  }

  private static Accepted entry(Path file, List<Accepted> before, Object entry, LocalDate today) {
    String where = file + ", entry " + (before.size() + 1);
    if (!(entry instanceof Map<?, ?> map)) {
      throw new ReportException(where + ": has fingerprint, owner, reason and expires");
    }
    String named = where + " (" + Printable.of(text(map, "fingerprint")) + ")";
    for (Object key : map.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new ReportException(named + ": there is no key " + Printable.of(String.valueOf(key)));
      }
    }
    if (text(map, "owner").isEmpty()) {
      throw new ReportException(named + ": nobody owns it");
    }
    Accepted accepted;
    try {
      accepted =
          new Accepted(
              text(map, "fingerprint"),
              text(map, "owner"),
              text(map, "reason"),
              LocalDate.parse(text(map, "expires")));
    } catch (DateTimeParseException e) {
      throw new ReportException(named + ": expires is a date such as 2026-12-31");
    } catch (IllegalArgumentException e) {
      throw new ReportException(named + ": " + e.getMessage());
    }
    if (accepted.expires().isBefore(today)) {
      throw new ReportException(named + ": it expired on " + accepted.expires() + ", decide again");
    }
    if (before.stream().anyMatch(a -> a.fingerprint().equals(accepted.fingerprint()))) {
      throw new ReportException(named + ": it is there twice");
    }
    return accepted;
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : String.valueOf(value).strip();
  }

  /** The entry of a fingerprint. */
  Optional<Accepted> of(String fingerprint) {
    return accepted.stream().filter(a -> a.fingerprint().equals(fingerprint)).findFirst();
  }
}
