package dev.ringfence.sql;

/** What can stand in for each other in an expression. */
enum Kind {
  TEXT("text"),
  NUMBER("numeric"),
  TIME("timestamptz"),
  UUID("uuid"),
  BOOL("boolean"),
  OTHER("text");

  /** The type that every expression of the kind is cast to. */
  final String type;

  Kind(String type) {
    this.type = type;
  }

  static Kind of(String type) {
    return switch (type) {
      case "text", "character varying", "name" -> TEXT;
      case "smallint", "integer", "bigint", "numeric", "oid" -> NUMBER;
      case "date", "timestamp with time zone" -> TIME;
      case "uuid" -> UUID;
      case "boolean" -> BOOL;
      default -> OTHER;
    };
  }
}
