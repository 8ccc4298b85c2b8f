package dev.ringfence.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Named sub-queries that rules are written in, such as {@code fenced} for the tables inside the
 * fence. A fact may use those that stand before it.
 */
final class Facts {
  private final Map<String, String> sqlByName;

  private Facts(Map<String, String> sqlByName) {
    this.sqlByName = sqlByName;
  }

  /** The facts of a file: {@code -- fact name}, then its query. */
  static Facts parse(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String block : text.split("(?m)^-- fact ")) {
      int line = block.indexOf('\n');
      if (!block.startsWith("--") && line > 0) {
        facts.put(block.substring(0, line).strip(), block.substring(line + 1).strip());
      }
    }
    return new Facts(facts);
  }

  /** The same facts, with one of them said otherwise. */
  Facts with(String name, String sql) {
    if (!sqlByName.containsKey(name)) {
      throw new IllegalArgumentException("there is no fact " + name);
    }
    Map<String, String> changed = new LinkedHashMap<>(sqlByName);
    changed.put(name, sql);
    return new Facts(changed);
  }

  /** A query with the facts that it uses in front of it. */
  String before(String query) {
    TreeSet<Integer> used = new TreeSet<>();
    String[] names = sqlByName.keySet().toArray(String[]::new);
    collect(query, names, names.length, used);
    if (used.isEmpty()) {
      return query;
    }
    return used.stream()
        .map(i -> names[i] + " AS MATERIALIZED (\n" + sqlByName.get(names[i]) + "\n)")
        .collect(Collectors.joining(",\n", "WITH RECURSIVE ", "\n" + query));
  }

  private void collect(String sql, String[] names, int before, TreeSet<Integer> used) {
    for (int i = 0; i < before; i++) {
      if (!used.contains(i) && mentions(sql, names[i])) {
        used.add(i);
        collect(sqlByName.getOrDefault(names[i], ""), names, i, used);
      }
    }
  }

  private static boolean mentions(String sql, String name) {
    return Pattern.compile("\\b(?:FROM|JOIN|,)\\s+" + Pattern.quote(name) + "\\b")
        .matcher(sql)
        .find();
  }
}
