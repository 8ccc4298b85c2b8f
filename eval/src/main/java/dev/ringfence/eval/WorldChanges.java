package dev.ringfence.eval;

import dev.ringfence.eval.Canary.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws changes: what is done, to which tables, and whose rows they are. Kinds and tables take
 * turns, so that few changes have many of them too. The same seed draws the same.
 */
final class WorldChanges {
  /** Tables that belong together, so that what is changed in them makes sense. */
  private static final Map<String, List<String>> TOGETHER = together();

  /** What whole companies are set up by, and what nobody owns. */
  private static final Set<String> SET_UP =
      Set.of(
          "ringfence.site",
          "ringfence.site_origin",
          "ringfence.vector_index",
          "ringfence.embedding_model",
          "ringfence.erasure",
          "ringfence.audit_head");

  private static final int SOME = 3;
  private static final int MANY = 60;

  /** What is done to rows. */
  enum Kind {
    COPIED,
    MANIFOLD,
    REMOVED,
    ALTERED,
    ADDED,
    MOVED
  }

  /**
   * Whose rows.
   *
   * @param owner null for everybody's of the company
   */
  private record Target(UUID tenant, @Nullable UUID owner, String label) {}

  private final LabDatabase database;
  private final Map<String, WorldTable> tables = new LinkedHashMap<>();
  private final Map<String, List<Origin>> rows = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();

  WorldChanges(LabDatabase database) {
    this.database = database;
    WorldTable.in(database).forEach(table -> tables.put(table.name(), table));
    tables.values().forEach(table -> rows.put(table.name(), origins(table)));
    database
        .rows(
            "SELECT m.tenant_id::text, m.member_id::text, t.slug || '/' || m.subject AS label"
                + " FROM ringfence.membership m JOIN ringfence.tenant t ON t.id = m.tenant_id"
                + " WHERE m.status = 'active' ORDER BY 3")
        .forEach(row -> targets.add(target(row, "member_id")));
    database
        .rows(
            "SELECT id::text AS tenant_id, slug || '/*' AS label FROM ringfence.tenant ORDER BY 2")
        .forEach(row -> targets.add(target(row, "")));
  }

  private static Map<String, List<String>> together() {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    sets.put(
        "documents",
        List.of(
            "ringfence.document",
            "ringfence.chunk",
            "ringfence.chunk_vector",
            "ringfence.document_words",
            "ringfence.posting"));
    sets.put(
        "records",
        List.of(
            "demo.customer",
            "demo.subscription",
            "demo.invoice",
            "demo.booking",
            "demo.support_ticket",
            "demo.automation_run",
            "demo.file",
            "demo.internal_note"));
    sets.put(
        "talks",
        List.of(
            "ringfence.conversation",
            "ringfence.message",
            "ringfence.placeholder",
            "ringfence.approval"));
    return sets;
  }

  private static Target target(Map<String, String> row, String owner) {
    return new Target(
        UUID.fromString(String.valueOf(row.get("tenant_id"))),
        owner.isEmpty() ? null : UUID.fromString(String.valueOf(row.get(owner))),
        String.valueOf(row.get("label")));
  }

  /** Each owner once whose rows stand in a table. */
  private List<Origin> origins(WorldTable table) {
    String owner = table.owner().isEmpty() ? "NULL" : table.owner() + "::text";
    String visibility = table.has("visibility") ? "visibility" : "NULL";
    return database
        .rows(
            "SELECT DISTINCT tenant_id::text AS tenant, %s AS owner, %s AS visibility FROM %s ORDER BY 1, 2, 3"
                .formatted(owner, visibility, table.name()))
        .stream()
        .map(
            row -> {
              String who = String.valueOf(row.get("owner"));
              String seen = String.valueOf(row.get("visibility"));
              return new Origin(
                  table.name(),
                  "",
                  UUID.fromString(String.valueOf(row.get("tenant"))),
                  who.isEmpty() ? null : UUID.fromString(who),
                  seen.isEmpty() ? null : seen);
            })
        .toList();
  }

  /** So many changes, or all that there are; each is another one. */
  List<WorldChange> draw(long seed, int number) {
    Random random = new Random(seed);
    List<List<WorldChange>> strata = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      TOGETHER.forEach((label, names) -> strata.add(of(kind, label, names)));
    }
    strata.add(suspensions());
    for (String name : tables.keySet()) {
      if (!SET_UP.contains(name)) {
        for (Kind kind : Kind.values()) {
          strata.add(of(kind, name, List.of(name)));
        }
      }
    }
    for (List<WorldChange> each : strata) {
      Collections.shuffle(each, random);
      // Those who have sessions have more that could show in the sessions of others.
      each.sort(Comparator.comparing(change -> !isOfSomebodyPlayed(change)));
    }
    List<WorldChange> drawn = new ArrayList<>();
    for (int round = 0; drawn.size() < number; round++) {
      int before = drawn.size();
      for (List<WorldChange> each : strata) {
        if (round < each.size() && drawn.size() < number) {
          drawn.add(each.get(round));
        }
      }
      if (drawn.size() == before) {
        return drawn;
      }
    }
    return drawn;
  }

  private static boolean isOfSomebodyPlayed(WorldChange change) {
    return Arrays.stream(Persona.values())
        .anyMatch(persona -> change.name().endsWith("/" + persona.user));
  }

  /**
   * Everything that a person owns, or a visitor may read, as another: whoever it is must notice.
   */
  WorldChange own(Person person) {
    Target target =
        new Target(
            person.tenant(),
            person.persona().kind == Persona.Kind.CUSTOMER ? person.subject() : null,
            "what " + person.persona().label() + " reads");
    List<String> names =
        TOGETHER.entrySet().stream()
            .filter(set -> !set.getKey().equals("talks"))
            .flatMap(set -> set.getValue().stream())
            .toList();
    return change(Kind.ALTERED, "own", names, target);
  }

  private List<WorldChange> of(Kind kind, String label, List<String> names) {
    List<WorldChange> all = new ArrayList<>();
    for (Target target : targets) {
      WorldChange change = change(kind, label, names, target);
      if (!change.origins().isEmpty() && !change.statements().isEmpty()) {
        all.add(change);
      }
    }
    return all;
  }

  private WorldChange change(Kind kind, String label, List<String> names, Target target) {
    List<Origin> origins = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    boolean directory = false;
    for (String name : names) {
      WorldTable table = tables.get(name);
      if (table == null || (target.owner() != null && table.owner().isEmpty())) {
        continue;
      }
      List<Origin> touched = touched(kind, table, target);
      if (!touched.isEmpty()) {
        origins.addAll(touched);
        statements.addAll(
            new WorldSql(table, target.tenant(), target.owner()).of(kind, SOME, MANY));
        directory |= name.equals("ringfence.membership");
      }
    }
    return new WorldChange(
        (kind + " " + label + " of " + target.label()).toLowerCase(java.util.Locale.ROOT),
        origins,
        statements,
        directory);
  }

  /** Whose rows a change touches. Copies come from elsewhere, and become the target's own. */
  private List<Origin> touched(Kind kind, WorldTable table, Target target) {
    List<Origin> there =
        rows.getOrDefault(table.name(), List.of()).stream()
            .filter(origin -> origin.tenant().equals(target.tenant()))
            .filter(origin -> target.owner() == null || target.owner().equals(origin.owner()))
            .toList();
    if (kind == Kind.COPIED) {
      return target.owner() == null || table.owner().isEmpty()
          ? List.of()
          : List.of(
              new Origin(
                  table.name(),
                  "",
                  target.tenant(),
                  target.owner(),
                  table.has("visibility") ? "private" : null));
    }
    return there;
  }

  /** A company that is suspended, or has another name. */
  private List<WorldChange> suspensions() {
    List<WorldChange> all = new ArrayList<>();
    for (Target target : targets) {
      if (target.owner() == null) {
        Origin company = new Origin("ringfence.tenant", "", target.tenant(), null, null);
        for (String set : List.of("status = 'suspended'", "name = 'Another ' || name")) {
          all.add(
              new WorldChange(
                  set.substring(0, set.indexOf(' ')) + " of " + target.label(),
                  List.of(company),
                  List.of(
                      "UPDATE ringfence.tenant SET "
                          + set
                          + " WHERE id = '"
                          + target.tenant()
                          + "'"),
                  true));
        }
      }
    }
    return all;
  }

  /** For a report. */
  static String named(List<WorldChange> changes) {
    return changes.stream().map(WorldChange::name).collect(Collectors.joining(", "));
  }
}
