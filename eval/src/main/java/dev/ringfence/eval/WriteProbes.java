package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of every table, as somebody would write them for others by SQL of their own: another's row
 * once more, another's row changed or removed, and one's own given away. What the tables are is
 * read from the catalogue, so that a new one is tried without anybody thinking of it.
 */
final class WriteProbes {
  private static final String FAMILY = "database";
  private static final List<Persona> SPEAKING = List.of(Persona.ANA, Persona.BEN, Persona.GIL);
  private static final String TALK = "/v1/conversations/probe-of-writes";

  private static final String TABLES =
      """
      SELECT c.oid::regclass::text AS name,
             (SELECT o.attname FROM pg_attribute o WHERE o.attrelid = c.oid AND NOT o.attisdropped
                AND o.attname IN ('customer_id', 'owner_id', 'member_id') LIMIT 1) AS owner,
             EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'id'
                AND o.atttypid = 'uuid'::regtype) AS ids,
             EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'number'
                AND o.atttypid = 'int4'::regtype) AS numbers,
             EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'position')
               AS positions
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('demo', 'ringfence') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'tenant_id')
         AND EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid
               AND o.attname IN ('customer_id', 'owner_id', 'member_id'))
       ORDER BY 1
      """;

  /** A row in every column, with what makes it another row of the same owner. */
  private static final String AGAIN =
      """
      SELECT quote_literal((to_jsonb(t) || jsonb_strip_nulls(jsonb_build_object(
               'id', CASE WHEN %2$s THEN gen_random_uuid()::text END,
               'number', CASE WHEN %3$s THEN 999000 END,
               'position', CASE WHEN %4$s THEN 999000 END,
               'value_mac', CASE WHEN jsonb_exists(to_jsonb(t), 'value_mac') THEN '\\x00' END)))::text) AS row
        FROM %1$s t WHERE %5$s LIMIT 1
      """;

  /** The first column that there is a right to change. */
  private static final String CHANGEABLE =
      "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '%1$s'::regclass"
          + " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
          + " AND has_column_privilege(attrelid, attnum, 'UPDATE') ORDER BY attnum DESC LIMIT 1";

  private final Experiment lab;
  private final SealedContexts contexts;

  WriteProbes(Experiment lab) {
    this.lab = lab;
    this.contexts = new SealedContexts(lab.database);
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : SPEAKING) {
      speak(lab.population.of(persona));
    }
    for (Persona persona : Persona.values()) {
      results.add(forNobodyElse(lab.population.of(persona)));
    }
    for (Persona persona : SPEAKING) {
      lab.client.send("DELETE", TALK, lab.population.of(persona).token(), "", Map.of());
    }
    return results;
  }

  /** An address, so that there is a placeholder that somebody else could write beside. */
  private void speak(Person person) {
    Attack nothing = Attack.none();
    String mark = lab.model.play("nnnnnn", new Script(nothing, Facts.none(), -1));
    lab.client.chat(
        person.token(), "probe-of-writes", "Write to me@example.com please. " + mark, false);
    lab.model.forget("nnnnnn");
  }

  private CaseResult forNobodyElse(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    int attempts = 0;
    int own;
    try (Login login = Login.of(lab.database, person)) {
      String context = contexts.of(person);
      own = login.asked(context, "SELECT id::text FROM ringfence.conversation").rows().size();
      for (Map<String, String> table : lab.database.rows(TABLES)) {
        String name = String.valueOf(table.get("name"));
        for (String sql : attempts(table, person, login, context)) {
          attempts++;
          if (login.changed(context, sql) > 0) {
            findings.add(
                new Finding(
                    Rule.WRITTEN_FOR_ANOTHER,
                    Tap.ROWS,
                    "a row of " + name + " by " + sql.substring(0, 6),
                    ""));
          }
        }
      }
    }
    return new CaseResult(
        FAMILY,
        "rows-for-nobody-else",
        person.persona().label(),
        "sql",
        attempts,
        attempts,
        own,
        List.copyOf(findings),
        own == 0 ? "nothing of the person's own arrived" : "");
  }

  private List<String> attempts(
      Map<String, String> table, Person person, Login login, String context) {
    String name = String.valueOf(table.get("name"));
    String owner = String.valueOf(table.get("owner"));
    String others = others(person, owner);
    List<String> attempts = new ArrayList<>();
    for (Map<String, String> row :
        lab.database.rows(
            AGAIN.formatted(
                name, is(table, "ids"), is(table, "numbers"), is(table, "positions"), others))) {
      attempts.add(
          "INSERT INTO %1$s SELECT * FROM jsonb_populate_record(NULL::%1$s, %2$s::jsonb)"
              .formatted(name, String.valueOf(row.get("row"))));
    }
    for (String column : login.asked(context, CHANGEABLE.formatted(name)).rows()) {
      attempts.add("UPDATE %1$s SET %2$s = %2$s WHERE %3$s".formatted(name, column, others));
    }
    attempts.add("DELETE FROM %s WHERE %s".formatted(name, others));
    return attempts;
  }

  private static boolean is(Map<String, String> table, String what) {
    return "t".equals(table.get(what));
  }

  /**
   * What is certainly not theirs to write: staff write for their own company's customers, who keep
   * conversations and files to themselves.
   */
  private static String others(Person person, String owner) {
    String elsewhere = "tenant_id <> '" + person.tenant() + "'";
    boolean companys = person.persona().kind == Persona.Kind.STAFF && owner.equals("customer_id");
    String another = owner + " <> '" + person.subject() + "'";
    return companys ? elsewhere : "(" + elsewhere + " OR " + another + ")";
  }
}
