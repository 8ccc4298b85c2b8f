package dev.ringfence.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Statements to be run one after another in one transaction.
 *
 * @param marked the statements, with marks on what they could do without
 * @param productions of the grammar, by which they were made
 * @param steady whether the same rows give the same answer each time
 * @param fate what the server has to make of them
 * @param keeps whether they may be committed: what they change is somebody else's, if anything
 */
public record GeneratedSql(
    String marked, Set<String> productions, boolean steady, Fate fate, boolean keeps) {
  static final String NEXT = ";;";

  /** What the server has to make of statements. */
  public enum Fate {
    /** Nothing speaks against it. */
    OPEN,
    /** It forges a context, takes a role or reads what nobody gave a right to. */
    MAY_FAIL,
    /** It has to be refused, whatever the rows are. */
    REFUSED
  }

  public GeneratedSql {
    productions = Set.copyOf(productions);
  }

  public List<String> statements() {
    return statements(Set.of());
  }

  private List<String> statements(Set<Integer> without) {
    return Arrays.stream(Clauses.render(marked, without).split(NEXT, -1))
        .map(String::strip)
        .filter(sql -> !sql.isEmpty())
        .toList();
  }

  /**
   * The same with as few clauses as still do it: each is left out in turn, and stays out where
   * nothing changes by that. At most some hundreds are tried.
   *
   * @param does whether statements still do what these did
   */
  public List<String> smallest(Predicate<List<String>> does) {
    Set<Integer> without = new TreeSet<>();
    for (int clause = 0; clause < Math.min(Clauses.count(marked), 300); clause++) {
      List<String> before = statements(without);
      without.add(clause);
      List<String> smaller = statements(without);
      if (!smaller.equals(before) && !does.test(smaller)) {
        without.remove(clause);
      }
    }
    List<String> left = new ArrayList<>(statements(without));
    for (int i = left.size() - 1; i >= 0; i--) {
      List<String> fewer = new ArrayList<>(left);
      fewer.remove(i);
      if (!fewer.isEmpty() && does.test(fewer)) {
        left = fewer;
      }
    }
    return List.copyOf(left);
  }
}
