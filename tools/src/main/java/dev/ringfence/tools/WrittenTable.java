package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.database.StatementProbe;
import dev.ringfence.querytree.Writing;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that a tool writes into, as the catalogue has it: its columns, and what else of the
 * database a write of one row touches or asks about.
 *
 * @param columns their names by their numbers
 * @param primary the columns of its primary key; none where it has none
 * @param unique the columns of each key that no two rows share, or that exclude each other; 0
 *     stands for an expression
 * @param references the columns of each foreign key that it has
 * @param followers tables whose rows change along when one of its rows is deleted
 * @param followed the columns of keys that other tables' rows change along with
 * @param triggers the names of its triggers that are not the server's own
 * @param ruled whether rules rewrite statements on it
 * @param lacking the columns that the role may not write, or the whole table
 */
record WrittenTable(
    Map<Integer, String> columns,
    Set<Integer> primary,
    List<Set<Integer>> unique,
    List<Set<Integer>> references,
    Set<String> followers,
    List<Set<Integer>> followed,
    Set<String> triggers,
    boolean ruled,
    Set<String> lacking) {
  /** Kinds of what is found of a table: columns of the result are kind, name, numbers. */
  private static final String FACTS =
      """
      SELECT 'column' AS kind, CAST(a.attname AS text) AS name,
             ARRAY[CAST(a.attnum AS integer)] AS numbers
        FROM pg_catalog.pg_attribute a
       WHERE CAST(a.attrelid AS bigint) = $1 AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT CASE WHEN i.indisprimary THEN 'primary' ELSE 'unique' END, '',
             ARRAY(SELECT CAST(k.number AS integer)
                     FROM unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY AS k (number, place)
                    WHERE k.place <= i.indnkeyatts)
        FROM pg_catalog.pg_index i
       WHERE CAST(i.indrelid AS bigint) = $1 AND (i.indisunique OR i.indisexclusion)
      UNION ALL
      SELECT 'reference', '', CAST(c.conkey AS integer[])
        FROM pg_catalog.pg_constraint c
       WHERE CAST(c.conrelid AS bigint) = $1 AND c.contype = 'f'
      UNION ALL
      SELECT 'follower', CAST(CAST(c.conrelid AS regclass) AS text), CAST(ARRAY[] AS integer[])
        FROM pg_catalog.pg_constraint c
       WHERE CAST(c.confrelid AS bigint) = $1 AND c.contype = 'f'
         AND c.confdeltype IN ('c', 'n', 'd')
      UNION ALL
      SELECT 'followed', '', CAST(c.confkey AS integer[])
        FROM pg_catalog.pg_constraint c
       WHERE CAST(c.confrelid AS bigint) = $1 AND c.contype = 'f'
         AND c.confupdtype IN ('c', 'n', 'd')
      UNION ALL
      SELECT 'trigger', CAST(t.tgname AS text), CAST(ARRAY[] AS integer[])
        FROM pg_catalog.pg_trigger t
       WHERE CAST(t.tgrelid AS bigint) = $1 AND NOT t.tgisinternal
      UNION ALL
      SELECT 'rule', CAST(r.rulename AS text), CAST(ARRAY[] AS integer[])
        FROM pg_catalog.pg_rewrite r
       WHERE CAST(r.ev_class AS bigint) = $1
      """;

  private static final String LACKING =
      """
      SELECT CASE WHEN r.number = 0 THEN 'the table' ELSE CAST(a.attname AS text) END AS name
        FROM unnest(CAST($2 AS integer[])) AS r (number)
        LEFT JOIN pg_catalog.pg_attribute a
          ON CAST(a.attrelid AS bigint) = $1 AND a.attnum = r.number
       WHERE NOT CASE WHEN r.number = 0 THEN has_table_privilege(CAST($1 AS oid), $3)
                      ELSE has_column_privilege(CAST($1 AS oid), CAST(r.number AS smallint), $3) END
      """;

  WrittenTable {
    columns = Map.copyOf(columns);
    primary = Set.copyOf(primary);
    unique = List.copyOf(unique);
    references = List.copyOf(references);
    followers = Set.copyOf(followers);
    followed = List.copyOf(followed);
    triggers = Set.copyOf(triggers);
    lacking = Set.copyOf(lacking);
  }

  /** What the catalogue says, as a role sees it. */
  static WrittenTable read(StatementProbe probe, Role role, Writing writing) {
    var names = new HashMap<String, Set<String>>();
    var numbers = new HashMap<String, List<Set<Integer>>>();
    var columns = new HashMap<Integer, String>();
    for (Row row : probe.catalogue(role, FACTS, writing.table())) {
      var kind = row.getString("kind");
      var of = Arrays.asList(row.getArrayOfIntegers("numbers"));
      names.computeIfAbsent(kind, _ -> new TreeSet<>()).add(row.getString("name"));
      numbers.computeIfAbsent(kind, _ -> new ArrayList<>()).add(Set.copyOf(of));
      if (kind.equals("column")) {
        columns.put(of.getFirst(), row.getString("name"));
      }
    }
    return new WrittenTable(
        columns,
        numbers.getOrDefault("primary", List.of()).stream().findFirst().orElse(Set.of()),
        Stream.of("primary", "unique")
            .flatMap(kind -> numbers.getOrDefault(kind, List.of()).stream())
            .toList(),
        numbers.getOrDefault("reference", List.of()),
        names.getOrDefault("follower", Set.of()),
        numbers.getOrDefault("followed", List.of()),
        names.getOrDefault("trigger", Set.of()),
        names.containsKey("rule"),
        lacking(probe, role, writing));
  }

  private static Set<String> lacking(StatementProbe probe, Role role, Writing writing) {
    var named = writing.named().isEmpty() ? Set.of(0) : writing.named();
    var lacking = new TreeSet<String>();
    for (Row row :
        probe.catalogue(
            role, LACKING, writing.table(), named.toArray(Integer[]::new), writing.kind().name())) {
      lacking.add(row.getString("name"));
    }
    return lacking;
  }

  /** The names of columns. */
  Set<String> names(Set<Integer> numbers) {
    return numbers.stream()
        .map(number -> columns.getOrDefault(number, "an expression"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
