package dev.ringfence.protect;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a table or partition was like before it was brought inside, and what was added: a row of
 * {@code ringfence.protected_table}.
 *
 * @param fenced the rights of everybody and of the service's roles
 * @param passedOn rights that were everybody's, given to those who used them
 * @param nullable columns that became NOT NULL
 * @param index the index that was added, or null
 * @param usage which of the service's roles could use the schema already
 * @param kept roles that go on reading and writing every row
 */
record FenceRecord(
    boolean enabled,
    boolean forced,
    List<OwnedTable.Grant> fenced,
    List<OwnedTable.Grant> passedOn,
    Set<String> nullable,
    @Nullable String index,
    Set<String> usage,
    Set<String> kept) {
  FenceRecord {
    fenced = List.copyOf(fenced);
    passedOn = List.copyOf(passedOn);
    nullable = Set.copyOf(nullable);
    usage = Set.copyOf(usage);
    kept = Set.copyOf(kept);
  }

  /** Of a table that is not inside yet. */
  static FenceRecord first(OwnedTable.Relation relation, Set<String> usage) {
    return new FenceRecord(
        relation.enabled(),
        relation.forced(),
        relation.grants().stream().filter(OwnedTable.Grant::fenced).toList(),
        List.of(),
        Set.of(),
        null,
        usage,
        Set.of());
  }

  /** With what another run adds; what is recorded stays. */
  FenceRecord with(
      Collection<OwnedTable.Grant> morePassedOn,
      Collection<String> moreNullable,
      @Nullable String newIndex,
      Collection<String> nowKept) {
    Set<String> allNullable = new TreeSet<>(nullable);
    allNullable.addAll(moreNullable);
    return new FenceRecord(
        enabled,
        forced,
        fenced,
        Stream.concat(passedOn.stream(), morePassedOn.stream()).distinct().sorted().toList(),
        allNullable,
        newIndex == null ? index : newIndex,
        usage,
        Set.copyOf(nowKept));
  }

  static Map<Long, FenceRecord> read(Connection connection, OwnedTable table) throws SQLException {
    Map<Long, FenceRecord> records = new HashMap<>();
    record Stored(long oid, FenceRecord record) {}
    Rows.of(
            connection,
            row ->
                new Stored(
                    row.getLong("oid"),
                    parse(new JsonObject(row.getString("before")), Rows.texts(row, "kept"))),
            "SELECT relation::oid::int8 AS oid, before::text AS before, kept"
                + " FROM ringfence.protected_table WHERE relation::oid::int8 = ANY (?)",
            (Object) table.oids())
        .forEach(stored -> records.put(stored.oid(), stored.record()));
    return records;
  }

  private static FenceRecord parse(JsonObject before, List<String> kept) {
    return new FenceRecord(
        before.getBoolean("enabled"),
        before.getBoolean("forced"),
        grants(before.getJsonArray("grants")),
        grants(before.getJsonArray("passedOn")),
        texts(before.getJsonArray("nullable")),
        before.getString("index"),
        texts(before.getJsonArray("usage")),
        Set.copyOf(kept));
  }

  private static Set<String> texts(JsonArray array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add((String) text));
    return texts;
  }

  private static List<OwnedTable.Grant> grants(JsonArray array) {
    List<OwnedTable.Grant> grants = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      JsonObject grant = array.getJsonObject(i);
      grants.add(
          new OwnedTable.Grant(
              grant.getString("grantee"),
              grant.getString("privilege"),
              grant.getBoolean("grantable"),
              grant.getString("column")));
    }
    return grants;
  }

  String save(OwnedTable.Relation relation) {
    return "INSERT INTO ringfence.protected_table (relation, before, kept)\n  VALUES ("
        + SqlText.literal(relation.sql())
        + "::regclass,\n    "
        + SqlText.literal(json().encode())
        + "::jsonb,\n    ARRAY["
        + String.join(", ", new TreeSet<>(kept).stream().map(SqlText::literal).toList())
        + "]::text[])\n  ON CONFLICT (relation) DO UPDATE SET before = excluded.before,"
        + " kept = excluded.kept";
  }

  static String forget(OwnedTable.Relation relation) {
    return "DELETE FROM ringfence.protected_table WHERE relation = "
        + SqlText.literal(relation.sql())
        + "::regclass";
  }

  private JsonObject json() {
    return new JsonObject()
        .put("enabled", enabled)
        .put("forced", forced)
        .put("grants", json(fenced))
        .put("passedOn", json(passedOn))
        .put("nullable", new JsonArray(List.copyOf(new TreeSet<>(nullable))))
        .put("index", index)
        .put("usage", new JsonArray(List.copyOf(new TreeSet<>(usage))));
  }

  private static JsonArray json(List<OwnedTable.Grant> grants) {
    JsonArray array = new JsonArray();
    for (OwnedTable.Grant grant : grants) {
      array.add(
          new JsonObject()
              .put("grantee", grant.grantee())
              .put("privilege", grant.privilege())
              .put("grantable", grant.grantable())
              .put("column", grant.column()));
    }
    return array;
  }
}
