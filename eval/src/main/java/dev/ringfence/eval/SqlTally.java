package dev.ringfence.eval;

import dev.ringfence.sql.GeneratedSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of random SQL, so far. */
final class SqlTally {
  /** Of what the server does not have to refuse, the least share that has to run. */
  private static final int LEAST_PERCENT = 50;

  /** How many findings are kept and made small. */
  static final int MOST_FINDINGS = 5;

  /**
   * @param statement its number, by which the seed writes it again
   * @param what was shown or done
   * @param smallest the statements that still do it
   */
  record Leak(long statement, String what, List<String> smallest) {
    Leak {
      smallest = List.copyOf(smallest);
    }
  }

  /** How often a production was written, and how often it ran without an error. */
  private static final class Uses {
    private long written;
    private long ran;
    private boolean refusable = true;
  }

  private final Map<String, Uses> productions = new TreeMap<>();
  private final Map<String, Long> states = new TreeMap<>();
  private final Map<String, Long> counted = new LinkedHashMap<>();
  private final List<Leak> leaks = new ArrayList<>();

  /** Notes a statement that ran or did not. */
  void ran(GeneratedSql sql, SqlSession.Shown shown, int own) {
    count("statements");
    boolean open = sql.fate() == GeneratedSql.Fate.OPEN;
    count(
        switch (sql.fate()) {
          case OPEN -> "open";
          case MAY_FAIL -> "may be refused";
          case REFUSED -> "to be refused";
        });
    if (!shown.failed()) {
      count(open ? "ran" : "ran that may be refused");
    } else if (open) {
      states.merge(shown.state(), 1L, Long::sum);
    }
    counted.merge("rows", (long) shown.rows(), Long::sum);
    counted.merge("own values", (long) own, Long::sum);
    for (String production : sql.productions()) {
      Uses uses = productions.computeIfAbsent(production, _ -> new Uses());
      uses.written++;
      uses.ran += shown.failed() ? 0 : 1;
      uses.refusable &= !open;
    }
  }

  void count(String what) {
    counted.merge(what, 1L, Long::sum);
  }

  long counted(String what) {
    return counted.getOrDefault(what, 0L);
  }

  void leak(Leak leak) {
    count("leaks");
    if (leaks.size() < MOST_FINDINGS) {
      leaks.add(leak);
    }
  }

  List<Leak> leaks() {
    return List.copyOf(leaks);
  }

  boolean clean() {
    return counted("leaks") == 0;
  }

  /** Whether enough of it ran, and enough of the person's own was read, to say anything. */
  boolean proven() {
    return counted("own values") > 0
        && counted("worlds compared") > 0
        && 100 * counted("ran") >= LEAST_PERCENT * counted("open");
  }

  /** Productions that never ran, and were not always part of what has to be refused. */
  List<String> neverRan() {
    return named(false);
  }

  /** Productions that never ran because they have to be refused. */
  List<String> alwaysRefused() {
    return named(true);
  }

  private List<String> named(boolean refusable) {
    return productions.entrySet().stream()
        .filter(entry -> entry.getValue().ran == 0 && entry.getValue().refusable == refusable)
        .map(entry -> entry.getKey() + " (" + entry.getValue().written + ")")
        .toList();
  }

  String summary() {
    StringBuilder text = new StringBuilder();
    counted.forEach((what, times) -> text.append(what).append(": ").append(times).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "share that ran of what need not be refused: %.1f %%%n",
            100.0 * counted("ran") / Math.max(1, counted("open"))));
    text.append("errors by SQLSTATE: ").append(states).append('\n');
    text.append("productions that ran: ")
        .append(
            productions.entrySet().stream()
                .filter(entry -> entry.getValue().ran > 0)
                .map(
                    entry ->
                        entry.getKey()
                            + " "
                            + entry.getValue().ran
                            + "/"
                            + entry.getValue().written)
                .collect(Collectors.joining(", ")))
        .append('\n');
    text.append("never ran: ").append(String.join(", ", neverRan())).append('\n');
    text.append("refused each time, as they have to be: ")
        .append(String.join(", ", alwaysRefused()))
        .append('\n');
    for (Leak leak : leaks) {
      text.append("LEAK: statement ")
          .append(leak.statement())
          .append(": ")
          .append(leak.what())
          .append('\n');
      leak.smallest().forEach(sql -> text.append("  ").append(sql).append(";\n"));
    }
    return text.toString();
  }
}
