package dev.ringfence.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a report in JSON says, read again.
 *
 * @param issues by fingerprint
 * @param cases verdicts by name; the worst one where several cases have one name
 * @param sha256 of the file's bytes
 */
public record StoredRun(
    String verdict,
    long seed,
    Build build,
    Map<String, StoredIssue> issues,
    Map<String, Verdict> cases,
    Map<Verdict, Integer> counts,
    int canaries,
    String sha256) {
  private static final long MOST_BYTES = 256L << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Keeps the maps as they are, in their order. */
  public StoredRun {
    issues = Collections.unmodifiableMap(new LinkedHashMap<>(issues));
    cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /**
   * Reads a file.
   *
   * @throws ReportException when it cannot be read, or is no such report
   */
  public static StoredRun read(Path file) {
    byte[] bytes;
    JsonNode root;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ReportException(file + " is too large for a report");
      }
      bytes = Files.readAllBytes(file);
      root = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new ReportException(file + " is not JSON");
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read");
    }
    if (root.path("format").asInt() != JsonReport.FORMAT) {
      throw new ReportException(
          file + " is no report of the lab in JSON, or one of another format than 1");
    }
    try {
      return read(root, Issue.sha256(bytes));
    } catch (IllegalArgumentException e) {
      throw new ReportException(file + ": " + Printable.of(String.valueOf(e.getMessage())));
    }
  }

  private static StoredRun read(JsonNode root, String sha256) {
    Map<String, StoredIssue> issues = new LinkedHashMap<>();
    for (JsonNode issue : array(root, "issues")) {
      if (!text(issue, "fingerprint").matches("[0-9a-z-]{1,64}")) {
        throw new IllegalArgumentException("a finding has no fingerprint");
      }
      issues.put(
          text(issue, "fingerprint"),
          new StoredIssue(
              text(issue, "id"),
              text(issue, "family"),
              text(issue, "attack"),
              text(issue, "persona"),
              text(issue, "channel")));
    }
    Map<String, Verdict> cases = new LinkedHashMap<>();
    Map<Verdict, Integer> counts = new LinkedHashMap<>();
    for (JsonNode result : array(root, "results")) {
      Verdict verdict = Verdict.valueOf(text(result, "verdict"));
      counts.merge(verdict, 1, Integer::sum);
      cases.merge(name(result), verdict, StoredRun::worse);
      for (JsonNode finding : array(result, "findings")) {
        if (!issues.containsKey(text(finding, "fingerprint"))) {
          throw new IllegalArgumentException("a finding of a case is not among its issues");
        }
      }
    }
    JsonNode build = root.path("build");
    return new StoredRun(
        text(root, "verdict"),
        number(root, "seed"),
        new Build(
            text(build, "version"),
            text(build, "corpus"),
            text(build, "schema"),
            build.has("chosen") ? Printable.of(text(build, "chosen")) : ""),
        issues,
        cases,
        counts,
        Math.toIntExact(number(root, "canaries")),
        sha256);
  }

  private static Verdict worse(Verdict one, Verdict other) {
    if (one == Verdict.LEAK || other == Verdict.LEAK) {
      return Verdict.LEAK;
    }
    return one == Verdict.CLEAN ? other : one;
  }

  private static String name(JsonNode of) {
    return text(of, "family") + "/" + text(of, "attack") + " as " + text(of, "persona");
  }

  private static JsonNode array(JsonNode node, String name) {
    JsonNode array = node.path(name);
    if (!array.isArray()) {
      throw new IllegalArgumentException("there is no list " + name);
    }
    return array;
  }

  private static String text(JsonNode node, String name) {
    JsonNode text = node.path(name);
    if (!text.isTextual()) {
      throw new IllegalArgumentException("there is no text " + name);
    }
    return text.textValue();
  }

  private static long number(JsonNode node, String name) {
    JsonNode number = node.path(name);
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw new IllegalArgumentException("there is no number " + name);
    }
    return number.longValue();
  }
}
