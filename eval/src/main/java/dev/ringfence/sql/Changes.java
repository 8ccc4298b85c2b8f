package dev.ringfence.sql;

import dev.ringfence.sql.SqlCatalogue.Column;
import dev.ringfence.sql.SqlCatalogue.Relation;
import java.util.List;
import java.util.stream.Collectors;

/** Statements that write: into own rows so that they succeed, and at other people's. */
final class Changes {
  private static final List<String> OWNERS =
      List.of("tenant_id", "customer_id", "owner_id", "member_id", "id");

  private final Draft draft;
  private final Dice dice;
  private final SqlCatalogue catalogue;
  private final Queries queries;

  /** Whether the statement is aimed at nothing but other people's rows. */
  private boolean atOthers = true;

  /** Whether it writes somebody else's key where an owner stands. */
  private boolean foreignOwner;

  Changes(Draft draft, SqlCatalogue catalogue, Queries queries) {
    this.draft = draft;
    this.dice = draft.dice;
    this.catalogue = catalogue;
    this.queries = queries;
    draft.unsteady();
  }

  /** Whether it may be committed: if it changes anything, then what it must not. */
  boolean atOthers() {
    return atOthers;
  }

  /** What the server has to make of it. */
  GeneratedSql.Fate fate() {
    return draft.productions.contains("write-without-a-right")
        ? GeneratedSql.Fate.REFUSED
        : foreignOwner || draft.productions.contains("insert-values")
            ? GeneratedSql.Fate.MAY_FAIL
            : GeneratedSql.Fate.OPEN;
  }

  String statement() {
    return dice.take(
        draft.way(updatable().isEmpty() ? 0 : 8, "update", this::update),
        draft.way(deletable().isEmpty() ? 0 : 4, "delete", this::delete),
        draft.way(insertable().isEmpty() ? 0 : 5, "insert-values", this::insertValues),
        draft.way(insertable().isEmpty() ? 0 : 6, "insert-select", this::insertSelect),
        draft.way(updatable().isEmpty() ? 0 : 4, "merge", this::merge),
        draft.way(updatable().isEmpty() ? 0 : 5, "with-that-writes", this::within),
        draft.way(1, "write-without-a-right", this::withoutRight));
  }

  private List<Relation> updatable() {
    return catalogue.open().stream()
        .filter(r -> r.columns().stream().anyMatch(c -> c.updates() && c.reads()))
        .toList();
  }

  private List<Relation> deletable() {
    return catalogue.open().stream().filter(Relation::deletes).toList();
  }

  private List<Relation> insertable() {
    return catalogue.open().stream()
        .filter(r -> r.columns().stream().anyMatch(c -> c.inserts() && c.reads()))
        .toList();
  }

  private static List<Column> written(Relation relation) {
    return relation.columns().stream().filter(c -> c.updates() && c.reads()).toList();
  }

  /** Which rows: other people's by their keys, or those that a condition finds. */
  private String where(Relation relation, String alias) {
    List<String> owners =
        OWNERS.stream().filter(relation::has).filter(name -> readable(relation, name)).toList();
    if (!owners.isEmpty() && dice.oneIn(2)) {
      return " WHERE "
          + alias
          + "."
          + dice.of(owners)
          + " = '"
          + dice.of(queries.aims().keys())
          + "'";
    }
    atOthers = false;
    Source source = new Source(alias, relation.readable(), relation.whole());
    return Clauses.optional(" WHERE " + queries.expressions().truth(List.of(source), 1));
  }

  private static boolean readable(Relation relation, String column) {
    return relation.readable().stream().anyMatch(c -> c.name().equals(column));
  }

  private static String returning(Relation relation, String alias) {
    return Clauses.optional(
        " RETURNING "
            + relation.readable().stream()
                .map(c -> alias + "." + c.name() + "::text")
                .collect(Collectors.joining(", ")));
  }

  private String update() {
    Relation relation = dice.of(updatable());
    String alias = draft.alias();
    Column column = dice.of(written(relation));
    String value =
        OWNERS.contains(column.name()) && dice.oneIn(4)
            ? "'" + dice.of(queries.aims().keys()) + "'"
            : alias + "." + column.name();
    foreignOwner = !value.startsWith(alias);
    atOthers &= !foreignOwner;
    return "UPDATE "
        + relation.name()
        + " AS "
        + alias
        + " SET "
        + column.name()
        + " = "
        + value
        + where(relation, alias)
        + returning(relation, alias);
  }

  private String delete() {
    Relation relation = dice.of(deletable());
    String alias = draft.alias();
    return "DELETE FROM "
        + relation.name()
        + " AS "
        + alias
        + where(relation, alias)
        + returning(relation, alias);
  }

  /** Of one's own, in somebody else's name, or with an id that somebody else's row has. */
  private String insertValues() {
    atOthers = false;
    Relation relation = dice.of(insertable());
    String alias = draft.alias();
    List<Column> columns = relation.columns().stream().filter(Column::inserts).toList();
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values = columns.stream().map(this::value).collect(Collectors.joining(", "));
    return "INSERT INTO "
        + relation.name()
        + " AS "
        + alias
        + " ("
        + names
        + ") VALUES ("
        + values
        + ")"
        + Clauses.optional(" ON CONFLICT DO NOTHING")
        + (relation.whole() ? returning(relation, alias) : "");
  }

  private String value(Column column) {
    String own =
        switch (column.name()) {
          case "tenant_id" -> queries.aims().tenant();
          case "customer_id", "owner_id", "member_id" -> queries.aims().subject();
          default -> "";
        };
    if (!own.isEmpty()) {
      if (dice.oneIn(6)) {
        atOthers = true;
        return "'" + dice.of(queries.aims().keys()) + "'";
      }
      return "'" + own + "'";
    }
    return switch (column.kind()) {
      case UUID -> dice.oneIn(4) ? "'" + dice.of(queries.aims().keys()) + "'" : "gen_random_uuid()";
      case TEXT -> dice.of(List.of("'private'", "'user'", "'open'", "'a word'"));
      case NUMBER -> Integer.toString(dice.between(0, 9));
      case TIME -> "now()";
      case BOOL -> "true";
      case OTHER -> "DEFAULT";
    };
  }

  /** Copies of rows, which meet the keys of those that are there. */
  private String insertSelect() {
    atOthers = false;
    Relation relation = dice.of(insertable());
    String alias = draft.alias();
    String from = draft.alias();
    List<Column> columns =
        relation.columns().stream().filter(c -> c.inserts() && c.reads()).toList();
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String taken =
        columns.stream()
            .map(
                c ->
                    OWNERS.contains(c.name()) && dice.oneIn(12)
                        ? "'" + dice.of(queries.aims().keys()) + "'::uuid"
                        : from + "." + c.name())
            .collect(Collectors.joining(", "));
    List<Column> set = written(relation);
    List<String> keys = relation.columns().stream().filter(Column::key).map(Column::name).toList();
    String conflict =
        !set.isEmpty() && !keys.isEmpty() && dice.oneIn(2)
            ? replaces(keys, dice.of(set))
            : " ON CONFLICT DO NOTHING";
    return "INSERT INTO "
        + relation.name()
        + " AS "
        + alias
        + " ("
        + names
        + ") SELECT "
        + taken
        + " FROM "
        + relation.name()
        + " AS "
        + from
        + conflict
        + returning(relation, alias);
  }

  private String replaces(List<String> keys, Column column) {
    draft.productions.add("on-conflict-update");
    return " ON CONFLICT ("
        + String.join(", ", keys)
        + ") DO UPDATE SET "
        + column.name()
        + " = EXCLUDED."
        + column.name();
  }

  private String merge() {
    Relation relation = dice.of(updatable());
    String alias = draft.alias();
    Column column = dice.of(written(relation));
    atOthers = false;
    return "MERGE INTO "
        + relation.name()
        + " AS "
        + alias
        + " USING ("
        + queries.select(List.of(Kind.UUID), List.of(), 1)
        + ") AS m ON "
        + (readable(relation, "id") ? alias + ".id = m.c0" : alias + ".tenant_id = m.c0")
        + " WHEN MATCHED THEN UPDATE SET "
        + column.name()
        + " = "
        + alias
        + "."
        + column.name()
        + " WHEN NOT MATCHED THEN DO NOTHING";
  }

  private String within() {
    Relation relation = dice.of(updatable());
    String alias = draft.alias();
    Column column = dice.of(written(relation));
    return "WITH w AS (UPDATE "
        + relation.name()
        + " AS "
        + alias
        + " SET "
        + column.name()
        + " = "
        + alias
        + "."
        + column.name()
        + where(relation, alias)
        + " RETURNING "
        + relation.readable().stream()
            .map(c -> alias + "." + c.name())
            .collect(Collectors.joining(", "))
        + ") SELECT w::text FROM w UNION ALL ("
        + queries.select(List.of(Kind.TEXT), List.of(), 1)
        + ")";
  }

  private String withoutRight() {
    String name = dice.of(catalogue.shut()).name();
    return dice.of(
        List.of(
            "DELETE FROM " + name,
            "INSERT INTO " + name + " SELECT * FROM " + name,
            "TRUNCATE " + name));
  }
}
