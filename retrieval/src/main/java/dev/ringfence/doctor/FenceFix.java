package dev.ringfence.doctor;

/** The SQL that makes a part of ringfence's schema again what its migrations made. */
final class FenceFix {
  private FenceFix() {}

  static String of(FenceReading.Part part, String wanted, String found) {
    String object = part.object();
    return switch (part.kind()) {
      case "owner" -> owner(part, wanted);
      case "grant" -> grant(part, wanted, found);
      case "row-security" ->
          (wanted.startsWith("enabled")
                      ? "ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY;"
                      : "ALTER TABLE %1$s DISABLE ROW LEVEL SECURITY;")
                  .formatted(object)
              + (wanted.endsWith("not forced")
                      ? " ALTER TABLE %1$s NO FORCE ROW LEVEL SECURITY;"
                      : " ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;")
                  .formatted(object);
      case "policy" ->
          "DROP POLICY IF EXISTS %s ON %s;".formatted(quote(part.part()), object)
              + (wanted.isEmpty()
                  ? ""
                  : " CREATE POLICY %s ON %s %s;".formatted(quote(part.part()), object, wanted));
      case "trigger" ->
          "DROP TRIGGER IF EXISTS %s ON %s;".formatted(quote(part.part()), object)
              + (wanted.isEmpty() ? "" : " " + wanted + ";");
      case "constraint" ->
          "ALTER TABLE %1$s DROP CONSTRAINT IF EXISTS %2$s; ALTER TABLE %1$s ADD CONSTRAINT %2$s %3$s;"
              .formatted(object, quote(part.part()), wanted);
      case "function" ->
          wanted.isEmpty()
              ? "DROP ROUTINE %s%s;".formatted(object, part.part())
              : "-- run the statement that makes %s in this version's db/migration again"
                  .formatted(object);
      case "view" ->
          wanted.isEmpty()
              ? "DROP VIEW IF EXISTS %s;".formatted(object)
              : "-- run: ringfence migrate";
      default -> "-- make column %s of %s again: %s".formatted(part.part(), object, wanted);
    };
  }

  private static String owner(FenceReading.Part part, String wanted) {
    String kind =
        part.object().equals("ringfence") ? "SCHEMA" : part.part().isEmpty() ? "TABLE" : "ROUTINE";
    return "ALTER %s %s%s OWNER TO %s;".formatted(kind, part.object(), part.part(), wanted);
  }

  /**
   * The part is {@code SCHEMA to x}, {@code TABLE to x}, {@code COLUMN c to x} or of a function.
   */
  private static String grant(FenceReading.Part part, String wanted, String found) {
    int to = part.part().lastIndexOf(" to ");
    String what = part.part().substring(0, to);
    String who = part.part().substring(to + " to ".length());
    boolean column = what.startsWith("COLUMN ");
    String columns = column ? " (" + quote(what.substring("COLUMN ".length())) + ")" : "";
    String on =
        what.startsWith("FUNCTION ")
            ? "ROUTINE " + part.object() + what.substring("FUNCTION ".length())
            : (column ? "" : what + " ") + part.object();
    String grantee = who.equals("PUBLIC") ? who : quote(who);
    return (found.isEmpty() ? "" : "REVOKE ALL%s ON %s FROM %s;".formatted(columns, on, grantee))
        + (found.isEmpty() || wanted.isEmpty() ? "" : " ")
        + (wanted.isEmpty() ? "" : "GRANT %s ON %s TO %s;".formatted(wanted, on, grantee));
  }

  private static String quote(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
