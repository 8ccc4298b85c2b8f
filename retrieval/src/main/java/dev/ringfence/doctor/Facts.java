package dev.ringfence.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Named sub-queries that rules are written in, such as {@code fenced} for the tables inside the
 * fence. A fact may use those that stand before it.
 */
final class Facts {
  /** What a query reads from, by its name. */
  private static final Pattern READ = Pattern.compile("\\b(?:FROM|JOIN|,)\\s+(\\w++)");

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
    List<String> names = List.copyOf(sqlByName.keySet());
    TreeSet<Integer> used = new TreeSet<>();
    collect(query, names, names.size(), used);
    if (used.isEmpty()) {
      return query;
    }
    return used.stream()
        .map(names::get)
        .map(name -> name + " AS MATERIALIZED (\n" + sqlByName.get(name) + "\n)")
        .collect(Collectors.joining(",\n", "WITH RECURSIVE ", "\n" + query));
  }

  /** Adds those of the first {@code before} facts that are read, at whatever distance. */
  private void collect(String sql, List<String> names, int before, TreeSet<Integer> used) {
    Set<String> read =
        READ.matcher(sql).results().map(found -> found.group(1)).collect(Collectors.toSet());
    for (int i = 0; i < before; i++) {
      if (read.contains(names.get(i)) && used.add(i)) {
        collect(sqlByName.getOrDefault(names.get(i), ""), names, i, used);
      }
    }
  }
}
