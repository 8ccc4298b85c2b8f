package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.eval.Canary.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every row of every table that belongs to somebody, as the superuser reads it. */
record OwnedRows(List<OwnedRow> all) {
  private static final String TABLES =
      """
      SELECT c.oid::regclass::text AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('demo', 'ringfence') AND c.relkind = 'r' AND NOT c.relispartition
         AND EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
       ORDER BY 1
      """;

  private static final List<String> OWNERS = List.of("customer_id", "owner_id", "member_id");

  OwnedRows {
    all = List.copyOf(all);
  }

  /**
   * @param at where it stands in its table
   * @param origin with no column
   */
  record OwnedRow(String at, Origin origin, JsonNode values) {

    /**
     * Whether its owner may have it changed: what somebody may read and does not own stays as it
     * is.
     */
    boolean mayBeChangedBy(Person person) {
      if (origin.table().equals("ringfence.membership")) {
        return false;
      }
      boolean published = origin.visibility() != null && !origin.visibility().equals("private");
      return person.mayRead(origin) && (person.persona().kind == Persona.Kind.STAFF || !published);
    }
  }

  static OwnedRows in(LabDatabase database) {
    List<OwnedRow> all = new ArrayList<>();
    for (Map<String, String> table : database.rows(TABLES)) {
      String name = String.valueOf(table.get("name"));
      for (Map<String, String> row :
          database.rows(
              "SELECT t.ctid::text AS at, to_jsonb(t)::text AS row FROM " + name + " t")) {
        JsonNode values = ServiceClient.parse(String.valueOf(row.get("row")));
        all.add(new OwnedRow(String.valueOf(row.get("at")), origin(name, values), values));
      }
    }
    return new OwnedRows(all);
  }

  private static Origin origin(String table, JsonNode values) {
    UUID owner = null;
    for (String name : OWNERS) {
      if (owner == null && values.hasNonNull(name)) {
        owner = UUID.fromString(values.path(name).asText());
      }
    }
    String visibility = values.hasNonNull("visibility") ? values.path("visibility").asText() : null;
    return new Origin(
        table, "", UUID.fromString(values.path("tenant_id").asText()), owner, visibility);
  }

  OwnedRows which(Predicate<OwnedRow> which) {
    return new OwnedRows(all.stream().filter(which).toList());
  }

  /** How often each row is there. */
  private Map<String, Integer> hashes() {
    Map<String, Integer> hashes = new LinkedHashMap<>();
    all.forEach(
        row ->
            hashes.merge(
                row.origin().table() + " " + Canary.hash(row.values().toString()),
                1,
                Integer::sum));
    return hashes;
  }

  /** Tables in which these rows are others than those, or empty. */
  List<String> differFrom(OwnedRows those) {
    Map<String, Integer> mine = hashes();
    Map<String, Integer> other = those.hashes();
    List<String> changed = new ArrayList<>();
    mine.forEach((row, times) -> note(changed, row, times, other.get(row)));
    other.forEach((row, times) -> note(changed, row, times, mine.get(row)));
    return changed.stream().distinct().sorted().toList();
  }

  private static void note(List<String> changed, String row, int times, @Nullable Integer other) {
    if (other == null || other != times) {
      changed.add(row.substring(0, row.indexOf(' ')));
    }
  }
}
