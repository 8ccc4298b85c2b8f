package dev.ringfence.proposal;

import java.util.List;
import java.util.Set;

/**
 * A column as the catalogue has it.
 *
 * @param sql its name as a statement writes it
 * @param type PostgreSQL's name of its type without a length, such as {@code bigint}; a domain's is
 *     what it is made of
 * @param isDomain whether its type is a domain
 * @param isEnum whether its type is an enumeration
 * @param values what it may hold, where an enumeration or a check says so; else none
 */
record TableColumn(
    String name,
    String sql,
    String type,
    boolean isDomain,
    boolean isEnum,
    boolean notNull,
    List<String> values) {
  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "citext", "name");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
  private static final Set<String> TIMES =
      Set.of("date", "timestamp without time zone", "timestamp with time zone");

  /** What a result may have as it is; see the tool file's list of types. */
  private static final Set<String> PLAIN =
      Set.of("uuid", "boolean", "time without time zone", "text", "character varying", "character");

  /** What reads well as text. */
  private static final Set<String> AS_TEXT =
      Set.of("citext", "name", "inet", "cidr", "macaddr", "macaddr8", "interval", "\"char\"");

  /** Types that say whose a row is; `protect` compares them exactly. */
  private static final Set<String> OWNERS =
      Set.of("uuid", "bigint", "integer", "text", "character varying");

  TableColumn {
    values = List.copyOf(values);
  }

  List<String> words() {
    return NameWords.of(name);
  }

  boolean isText() {
    return TEXTS.contains(type);
  }

  boolean isNumber() {
    return NUMBERS.contains(type);
  }

  boolean isTime() {
    return TIMES.contains(type);
  }

  boolean canOwn() {
    return OWNERS.contains(type) && !isDomain;
  }

  /** Ids of ringfence itself are uuids; every other id is an external one. */
  boolean isUuid() {
    return type.equals("uuid");
  }

  /** The type that it has in a result; empty for one that a result does not show. */
  String resultType() {
    if (isEnum || AS_TEXT.contains(type)) {
      return "text";
    }
    if (type.equals("money")) {
      return "numeric";
    }
    boolean list = type.endsWith("[]") && TEXTS.contains(type.substring(0, type.length() - 2));
    return PLAIN.contains(type) || isNumber() || isTime() ? type : list ? "text[]" : "";
  }

  /** The column in a select list, with the type that a result has. */
  String selected() {
    String result = resultType();
    return result.equals(type) && !isDomain ? sql : sql + "::" + result;
  }
}
