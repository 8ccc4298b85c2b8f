package dev.ringfence.report;

import java.util.List;

/**
 * What a whole run proved.
 *
 * @param executions how many executions differed in tool, kind of arguments, person, state of the
 *     data or channel
 * @param blind taps that did not show the leak planted there
 * @param uncovered text columns that have neither a canary nor a reason
 * @param aside what is said beside the verdict, and does not change it
 * @param useful how much of what honest people want was answered
 */
public record RunResult(
    long seed,
    int canaries,
    List<Column> columns,
    List<CaseResult> cases,
    int executions,
    List<Tap> blind,
    List<String> uncovered,
    Aside aside,
    Usefulness useful) {
  /** One of which nothing more is said. */
  public RunResult(
      long seed,
      int canaries,
      List<Column> columns,
      List<CaseResult> cases,
      int executions,
      List<Tap> blind,
      List<String> uncovered) {
    this(seed, canaries, columns, cases, executions, blind, uncovered, Aside.NONE);
  }

  /** One in which nobody honest was heard. */
  public RunResult(
      long seed,
      int canaries,
      List<Column> columns,
      List<CaseResult> cases,
      int executions,
      List<Tap> blind,
      List<String> uncovered,
      Aside aside) {
    this(seed, canaries, columns, cases, executions, blind, uncovered, aside, Usefulness.NONE);
  }

  /** The same, and how useful the service was. */
  public RunResult with(Usefulness counted) {
    return new RunResult(
        seed, canaries, columns, cases, executions, blind, uncovered, aside, counted);
  }

  /** Keeps the lists as they are. */
  public RunResult {
    columns = List.copyOf(columns);
    cases = List.copyOf(cases);
    blind = List.copyOf(blind);
    uncovered = List.copyOf(uncovered);
  }

  /** How many cases ended so. */
  public long count(Verdict verdict) {
    return cases.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** 0 clean, 1 a leak, 2 not everything could be evaluated. */
  public int exitCode() {
    if (count(Verdict.LEAK) > 0) {
      return 1;
    }
    boolean whole =
        count(Verdict.INCONCLUSIVE) == 0
            && blind.isEmpty()
            && uncovered.isEmpty()
            && useful.enough()
            && !cases.isEmpty();
    return whole ? 0 : 2;
  }
}
