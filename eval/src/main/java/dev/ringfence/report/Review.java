package dev.ringfence.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run held against what was accepted: what every report is written from.
 *
 * @param unused entries of the baseline that accept nothing that was found
 */
public record Review(RunResult run, Build build, List<Judged> issues, List<Accepted> unused) {
  /** An issue, and who accepted it. */
  public record Judged(Issue issue, Optional<Accepted> accepted) {
    boolean open() {
      return accepted.isEmpty();
    }
  }

  /** Keeps the lists as they are. */
  public Review {
    issues = List.copyOf(issues);
    unused = List.copyOf(unused);
  }

  /** A run of which nothing is accepted. */
  public static Review of(RunResult run, Build build) {
    return of(run, build, Baseline.empty());
  }

  /** A run, and what is accepted of it. */
  public static Review of(RunResult run, Build build, Baseline baseline) {
    List<Judged> issues =
        Issue.of(run).stream()
            .map(issue -> new Judged(issue, baseline.of(issue.fingerprint())))
            .toList();
    Set<String> found =
        issues.stream().map(judged -> judged.issue().fingerprint()).collect(Collectors.toSet());
    List<Accepted> unused =
        baseline.accepted().stream().filter(a -> !found.contains(a.fingerprint())).toList();
    return new Review(run, build, issues, unused);
  }

  /** Issues that fail the run. */
  public List<Judged> open() {
    return issues.stream().filter(Judged::open).toList();
  }

  /** Issues that somebody answers for. */
  public List<Judged> accepted() {
    return issues.stream().filter(judged -> !judged.open()).toList();
  }

  /** Whether all that a case found is accepted. */
  boolean excuses(CaseResult result) {
    Set<String> open =
        open().stream().map(judged -> judged.issue().fingerprint()).collect(Collectors.toSet());
    return !result.findings().isEmpty()
        && result.findings().stream()
            .noneMatch(finding -> open.contains(Issue.fingerprint(finding, result)));
  }

  /** 0 clean but for what is accepted, 1 a leak, 2 not everything could be evaluated. */
  public int exitCode() {
    if (!open().isEmpty()) {
      return 1;
    }
    // A finding hides what was missing; accepting the one does not excuse the other.
    boolean whole =
        run.cases().stream().allMatch(result -> result.missing().isEmpty())
            && run.blind().isEmpty()
            && run.uncovered().isEmpty()
            && run.useful().enough()
            && !run.cases().isEmpty();
    return whole ? 0 : 2;
  }

  /** The exit code in a word. */
  public String verdict() {
    return switch (exitCode()) {
      case 0 -> "CLEAN";
      case 1 -> "LEAK";
      default -> "INCONCLUSIVE";
    };
  }
}
