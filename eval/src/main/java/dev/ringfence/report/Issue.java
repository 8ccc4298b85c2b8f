package dev.ringfence.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.report.Finding.Rule;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One rule broken at one tap by one attack as one person: what people talk about, decide on and
 * mend.
 *
 * @param fingerprint the same in every run, whatever its seed
 * @param source the case that showed it first
 * @param findings every value that was seen there
 */
public record Issue(String fingerprint, CaseResult source, List<Finding> findings) {
  /** Written in front, so that another way of counting can be told from this one. */
  private static final String VERSION = "rf1-";

  private static final int SHOWN = 24;

  /** Checks that there is something. */
  public Issue {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("an issue has a finding");
    }
  }

  /** The issues of a run, in the order in which they came up. */
  public static List<Issue> of(RunResult run) {
    Map<String, Issue> issues = new LinkedHashMap<>();
    for (CaseResult result : run.cases()) {
      for (Finding finding : result.findings()) {
        String fingerprint = fingerprint(finding, result);
        issues.merge(
            fingerprint, new Issue(fingerprint, result, List.of(finding)), Issue::together);
      }
    }
    return List.copyOf(issues.values());
  }

  private static Issue together(Issue one, Issue more) {
    List<Finding> all = new ArrayList<>(one.findings);
    more.findings.stream().filter(finding -> !all.contains(finding)).forEach(all::add);
    return new Issue(one.fingerprint, one.source, all);
  }

  /** Of neither canary, seed, time nor the words of a description. */
  public static String fingerprint(Finding finding, CaseResult in) {
    StringBuilder text = new StringBuilder();
    for (String part :
        List.of(
            finding.rule().id(),
            finding.tap().name(),
            in.family(),
            in.attack(),
            in.persona(),
            in.channel())) {
      // With its length, so that no two lists of parts make the same text.
      text.append(part.length()).append(':').append(part);
    }
    return VERSION + sha256(text.toString().getBytes(UTF_8)).substring(0, SHOWN);
  }

  /** In lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The rule that is broken. */
  public Rule rule() {
    return findings.getFirst().rule();
  }

  /** The rule's card. */
  public RuleCard card() {
    return RuleCard.of(rule());
  }

  /** The rule and the tap, as sabotages name them. */
  public String id() {
    return findings.getFirst().id();
  }

  /** Where the same can be seen again, in the order of the findings. */
  public List<Reproduction> reproductions() {
    return findings.stream().flatMap(f -> f.reproduction().stream()).distinct().toList();
  }

  /** For people, in one line. */
  public String title() {
    return id() + " in " + source.name() + " (" + source.channel() + ")";
  }
}
