package dev.ringfence.sql;

import java.util.List;

/** What an expression asks for queries inside of it. */
@FunctionalInterface
interface Subqueries {
  /**
   * A query without brackets.
   *
   * @param kinds of its columns, which are called c0, c1, …
   * @param outer what stands around it and can be named too
   */
  String select(List<Kind> kinds, List<Source> outer, int depth);
}
