package dev.ringfence.eval;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;

/** Contexts as the service seals them, and such that it never sealed. */
final class SealedContexts {
  private static final long HOUR = 3_600_000;

  /** Seals a context as the service does, with the key that only the superuser reads. */
  private static final String SEAL =
      """
      SELECT x.head || '|' || encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(x.head, 'UTF8'))), 'hex')
               AS context
        FROM ringfence.seal_key AS k,
             LATERAL (SELECT concat_ws('|', '2', k.id, ?::text, ?::text, ?::text, ?::text, '0') AS head) AS x
       ORDER BY k.valid_until DESC LIMIT 1
      """;

  private final LabDatabase database;

  SealedContexts(LabDatabase database) {
    this.database = database;
  }

  /**
   * The same in one line, with the person in it and without a secret: the key is read where it
   * runs.
   *
   * @param validFor milliseconds from then on
   */
  static String statement(Person person, String validFor) {
    String expires = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint + " + validFor;
    String sql = SEAL.strip().replaceAll("\\s+", " ");
    for (String value :
        List.of(
            SqlText.literal(person.tenant().toString()),
            SqlText.literal(person.subject().toString()),
            SqlText.literal(person.role()),
            "(" + expires + ")")) {
      sql = sql.replaceFirst("\\?", Matcher.quoteReplacement(value));
    }
    return sql;
  }

  /** A context that is true for another hour. */
  String of(Person person) {
    return sealed(person, HOUR);
  }

  /** A context that was true until an hour ago. */
  String expired(Person person) {
    return sealed(person, -HOUR);
  }

  /** All that a true seal says, and a code of nothing. */
  String forged(Person person) {
    String sealed = of(person);
    return sealed.substring(0, sealed.lastIndexOf('|') + 1) + "00".repeat(32);
  }

  /** A true seal under another subject. */
  String altered(Person person) {
    String other = new UUID(0x4000, 1).toString();
    return of(person).replace(person.subject().toString(), other);
  }

  private String sealed(Person person, long validFor) {
    Map<String, String> row =
        database
            .rows(
                SEAL,
                person.tenant().toString(),
                person.subject().toString(),
                person.role(),
                Long.toString(System.currentTimeMillis() + validFor))
            .getFirst();
    return String.valueOf(row.get("context"));
  }
}
