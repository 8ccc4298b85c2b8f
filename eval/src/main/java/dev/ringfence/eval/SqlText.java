package dev.ringfence.eval;

import java.util.List;
import java.util.Optional;

/**
 * The statements that show a foreign row beside the service, for a superuser of its database: the
 * context is sealed and bound as the service does it, the login and the role are the person's, and
 * the last statement asks for what they must not see. A sound database gives it no row.
 */
final class SqlText {
  private static final String OWNER =
      "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND NOT attisdropped"
          + " AND attname IN ('customer_id', 'owner_id', 'member_id') LIMIT 1";

  private SqlText() {}

  /** The statements, in their order. */
  static List<String> of(LabDatabase database, Person person, Canary.Origin origin) {
    String table = table(origin.table());
    Optional<String> owner =
        database.rows(OWNER, table).stream()
            .map(row -> String.valueOf(row.get("attname")))
            .findFirst();
    boolean visitor = person.persona().kind == Persona.Kind.VISITOR;
    String login = visitor ? "ringfence_public" : "ringfence_app";
    return List.of(
        "BEGIN;",
        "SELECT set_config('ringfence.context', ("
            + SealedContexts.statement(person, "30000")
            + "), true) IS NOT NULL AS bound;",
        "SET LOCAL SESSION AUTHORIZATION " + login + ";",
        visitor ? "SET LOCAL ROLE NONE;" : "SET LOCAL ROLE ringfence_" + person.role() + ";",
        foreign(table, owner, origin),
        "ROLLBACK;");
  }

  private static String foreign(String table, Optional<String> owner, Canary.Origin origin) {
    StringBuilder sql = new StringBuilder("SELECT t.* FROM ").append(table);
    sql.append(" AS t WHERE t.tenant_id = ").append(literal(origin.tenant().toString()));
    owner.ifPresent(
        column -> {
          sql.append(" AND t.").append(identifier(column)).append(' ');
          sql.append(origin.owner() == null ? "IS NULL" : "= " + literal(origin.owner() + ""));
        });
    if (origin.visibility() != null) {
      sql.append(" AND t.visibility = ").append(literal(origin.visibility()));
    }
    return sql.append(';').toString();
  }

  /** A text, which ends nothing. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name, which ends nothing. */
  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table's name with its schema. */
  static String table(String name) {
    int dot = name.indexOf('.');
    return identifier(name.substring(0, dot)) + "." + identifier(name.substring(dot + 1));
  }
}
