package dev.ringfence.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The findings that were accepted, kept in a file: a list, in YAML or JSON, of {@code rule}, {@code
 * object}, {@code reason}, {@code expires} and, for one part of an object alone, {@code part}.
 */
public record Baseline(List<Accepted> accepted) {
  private static final Set<String> KEYS = Set.of("rule", "object", "part", "reason", "expires");

  public Baseline {
    accepted = List.copyOf(accepted);
  }

  /** Accepts nothing. */
  public static Baseline empty() {
    return new Baseline(List.of());
  }

  /**
   * Reads a file.
   *
   * @throws BaselineException in one line, when it cannot be read or says something else
   */
  public static Baseline read(Path file) {
    try {
      Object root =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file, UTF_8));
      if (root == null) {
        return empty();
      }
      if (!(root instanceof List<?> list)) {
        throw new BaselineException(file + ": a baseline is a list of accepted findings");
      }
      List<Accepted> accepted = new ArrayList<>();
      for (Object entry : list) {
        accepted.add(entry(file + ", entry " + (accepted.size() + 1), entry));
      }
      return new Baseline(accepted);
    } catch (IOException e) {
      throw new BaselineException(file + " cannot be read");
    } catch (YamlEngineException e) {
      throw new BaselineException(
          file + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"));
    }
  }

  private static Accepted entry(String where, Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new BaselineException(where + ": has rule, object, reason and expires");
    }
    for (Object key : map.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new BaselineException(where + ": there is no key " + key);
      }
    }
    try {
      return new Accepted(
          text(map, "rule"),
          text(map, "object"),
          text(map, "part"),
          text(map, "reason"),
          LocalDate.parse(text(map, "expires")));
    } catch (DateTimeParseException e) {
      throw new BaselineException(where + ": expires is a date such as 2026-12-31");
    } catch (IllegalArgumentException e) {
      throw new BaselineException(where + ": " + e.getMessage());
    }
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : String.valueOf(value).strip();
  }

  /** The same, and one more; an entry for the same finding is replaced. */
  public Baseline with(Accepted more) {
    List<Accepted> all = new ArrayList<>(accepted.stream().filter(a -> !a.isSame(more)).toList());
    all.add(more);
    return new Baseline(all);
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws BaselineException when it cannot be written
   */
  public void write(Path file) {
    StringBuilder yaml = new StringBuilder();
    for (Accepted a : accepted) {
      yaml.append("- rule: ").append(quoted(a.rule())).append('\n');
      yaml.append("  object: ").append(quoted(a.object())).append('\n');
      if (!a.part().isEmpty()) {
        yaml.append("  part: ").append(quoted(a.part())).append('\n');
      }
      yaml.append("  reason: ").append(quoted(a.reason())).append('\n');
      yaml.append("  expires: ").append(quoted(a.expires().toString())).append('\n');
    }
    Path target = file.toAbsolutePath();
    try {
      Path draft = Files.createTempFile(target.getParent(), "baseline", ".draft");
      Files.writeString(draft, yaml.isEmpty() ? "[]\n" : yaml.toString(), UTF_8);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new BaselineException(file + " cannot be written");
    }
  }

  /** In double quotes, which mean the same in YAML and in JSON. */
  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s*\\R\\s*", " ")
        + '"';
  }

  /** What is left of findings, and what of the baseline is of no use on a day. */
  public Review review(List<Finding> findings, LocalDate today) {
    List<Accepted> good = accepted.stream().filter(a -> !a.expires().isBefore(today)).toList();
    return new Review(
        findings.stream().filter(f -> good.stream().noneMatch(a -> a.covers(f))).toList(),
        accepted.stream().filter(a -> a.expires().isBefore(today)).toList(),
        good.stream().filter(a -> findings.stream().noneMatch(a::covers)).toList());
  }

  /**
   * Findings held against a baseline.
   *
   * @param findings those that it does not accept
   * @param expired entries whose day has passed
   * @param unused entries that accept nothing that is there
   */
  public record Review(List<Finding> findings, List<Accepted> expired, List<Accepted> unused) {
    public Review {
      findings = List.copyOf(findings);
      expired = List.copyOf(expired);
      unused = List.copyOf(unused);
    }
  }
}
