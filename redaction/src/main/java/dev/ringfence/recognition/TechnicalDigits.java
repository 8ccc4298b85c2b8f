package dev.ringfence.recognition;

/**
 * Marks the groups of a run that stand in what machines write: times with a zone, counting, dumps
 * of bytes, short hashes, numbered advisories.
 */
final class TechnicalDigits {
  private final View view;
  private final DigitRun run;

  TechnicalDigits(View view, DigitRun run) {
    this.view = view;
    this.run = run;
  }

  void mark() {
    clock();
    if (counted() || dumped() || linked()) {
      run.kill(0, run.count());
    }
    if (numberedByYear()) {
      run.kill(0, 2);
    }
  }

  /** Whether a group cannot begin a number, even behind a plus sign. */
  boolean never(int group) {
    int start = run.start(group);
    int end = run.end(group);
    boolean hash = view.letterAt(end) && view.digitAt(end + 1) && Extension.end(view, end) == end;
    boolean fraction = end - start == 1 && view.at(start) == '0' && run.gap(group + 1) == '.';
    return hash || fraction || view.wordStandsAt(start, "000");
  }

  /** {@code 19:21:06 2013 -0700}: the seconds, the year and the zone. */
  private void clock() {
    boolean seconds =
        run.length(0) == 2 && view.at(run.start(0) - 1) == ':' && view.digitAt(run.start(0) - 2);
    if (seconds && run.count() >= 3 && run.length(1) == 4 && run.length(2) == 4) {
      run.kill(0, 3);
    }
  }

  /** Whether each number is one more, or one less, than the one before it. */
  private boolean counted() {
    if (run.count() == 1) {
      return run.length(0) == 10 && view.wordStandsAt(run.start(0), "0123456789");
    }
    for (int group = 1; group < run.count(); group++) {
      int step = run.number(group) - run.number(group - 1);
      if (run.length(group) > 2 || Math.abs(step) != 1) {
        return false;
      }
    }
    return run.count() >= 8;
  }

  /** Whether all are bytes in hexadecimals, of which some stand beside the run. */
  private boolean dumped() {
    int zeros = 0;
    for (int group = 0; group < run.count(); group++) {
      if (run.length(group) != 2 && group > 0) {
        return false;
      }
      zeros += run.length(group) == 2 && run.number(group) == 0 ? 1 : 0;
    }
    int last = run.end(run.count() - 1);
    return run.count() >= 3 && (zeros >= 3 || lettered(run.start(0) - 3) || lettered(last + 1));
  }

  /** Whether two hexadecimals, one of them a letter, stand at an index for themselves. */
  private boolean lettered(int from) {
    return Hex.at(view, from)
        && Hex.at(view, from + 1)
        && (view.letterAt(from) || view.letterAt(from + 1))
        && !view.wordAt(from - 1)
        && !view.wordAt(from + 2);
  }

  /** Whether it is a short hash that a link's text is, as code: {@code [`0662429268`](https:…)}. */
  private boolean linked() {
    int end = run.end(0);
    return run.count() == 1
        && view.at(run.start(0) - 1) == '`'
        && view.wordStandsAt(end, "`](http");
  }

  /** {@code CVE-2024-58095}: capitals and a year. */
  private boolean numberedByYear() {
    int start = run.start(0);
    int from = start - 1;
    while (start - from <= 6 && view.at(from - 1) >= 'A' && view.at(from - 1) <= 'Z') {
      from--;
    }
    return view.at(start - 1) == '-'
        && start - from >= 3
        && !view.wordAt(from - 1)
        && run.length(0) == 4
        && run.gap(1) == '-'
        && run.number(0) >= 1980
        && run.number(0) < 2100;
  }
}
