package dev.ringfence.tools;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The PostgreSQL types that a result column may have, by all their names. */
final class ColumnType {
  private static final Map<String, String> CANONICAL =
      Map.ofEntries(
          Map.entry("uuid", "uuid"),
          Map.entry("text", "text"),
          Map.entry("character varying", "character varying"),
          Map.entry("varchar", "character varying"),
          Map.entry("character", "character"),
          Map.entry("char", "character"),
          Map.entry("bpchar", "character"),
          Map.entry("name", "name"),
          Map.entry("smallint", "smallint"),
          Map.entry("int2", "smallint"),
          Map.entry("integer", "integer"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("bigint", "bigint"),
          Map.entry("int8", "bigint"),
          Map.entry("numeric", "numeric"),
          Map.entry("decimal", "numeric"),
          Map.entry("real", "real"),
          Map.entry("float4", "real"),
          Map.entry("double precision", "double precision"),
          Map.entry("float8", "double precision"),
          Map.entry("boolean", "boolean"),
          Map.entry("bool", "boolean"),
          Map.entry("date", "date"),
          Map.entry("time", "time without time zone"),
          Map.entry("time without time zone", "time without time zone"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timestamp without time zone", "timestamp without time zone"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("timestamp with time zone", "timestamp with time zone"),
          Map.entry("json", "json"),
          Map.entry("jsonb", "jsonb"));

  private ColumnType() {}

  /** PostgreSQL's own name of a type; empty for one that a result may not have. */
  static Optional<String> canonical(String name) {
    var lower = name.strip().toLowerCase(Locale.ROOT);
    var element = lower.replaceFirst("^_|_array$|\\s*\\[]$", "");
    var array = !element.equals(lower);
    var parenthesis = element.indexOf('(');
    if (parenthesis > 0 && element.endsWith(")")) {
      element = element.substring(0, parenthesis).strip();
    }
    var canonical = Optional.ofNullable(CANONICAL.get(element));
    return array ? canonical.map(type -> type + "[]") : canonical;
  }

  /** The names to choose from, for messages. */
  static String names() {
    return String.join(", ", new TreeSet<>(CANONICAL.values()));
  }
}
