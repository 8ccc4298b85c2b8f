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
 * Files and documents as somebody would go at them with SQL of their own, on the service's login
 * and with a context that is truly theirs: reading, adding and removing them, row by row.
 */
final class FileProbes {
  private static final String FAMILY = "files";
  private static final List<Persona> PEOPLE =
      List.of(Persona.ANA, Persona.BEN, Persona.SAM, Persona.GIL);

  /** Tables of which every row says itself whose it is; words and vectors hold no text. */
  private static final List<String> TABLES =
      List.of("document", "chunk", "chunk_vector", "document_words", "posting");

  /** Rows of a table that a person may not read, by the contract and not by a policy. */
  private static final String OTHERS =
      """
      SELECT 1 FROM ringfence.%1$s AS t
       WHERE t.tenant_id <> '%2$s'
          OR t.visibility = 'private' AND t.customer_id <> '%3$s'
          OR t.visibility = 'customer' AND t.customer_id <> '%3$s' AND NOT %4$s
      """;

  private static final String COLLECTION =
      """
      INSERT INTO ringfence.vector_index
             (tenant_id, visibility, model, index_name, dimensions, state, ef_search, recall, passages, measured_at)
      SELECT t.id, 'tenant', 'of the lab', 'none', 1, 'exact', 1, 0, 0, now() FROM ringfence.tenant AS t
      """;

  private static final String DOCUMENT =
      "INSERT INTO ringfence.document (tenant_id, id, visibility, customer_id, source_name, title,"
          + " media_type, content_sha256, fingerprint, created_at, updated_at) VALUES (%s,"
          + " gen_random_uuid(), %s, %s, 'probe', 'Probe', 'text/plain', sha256('a'), sha256('a'),"
          + " now(), now())";

  private static final String PASSAGE =
      "INSERT INTO ringfence.chunk (tenant_id, document_id, ordinal, visibility, customer_id, title,"
          + " heading_path, text) SELECT '{victim.tenant_id}', '{victim.own_file}', 900,"
          + " 'private', %s, 'Probe', '', 'Probe'";

  private static final String WORD =
      "INSERT INTO ringfence.posting (tenant_id, document_id, word, part, visibility, customer_id,"
          + " passages) SELECT '{victim.tenant_id}', '{victim.own_file}', 900, 0, 'private',"
          + " '{victim.id}', '\\x0000000000000001'";

  private final Experiment lab;
  private final SealedContexts contexts;

  FileProbes(Experiment lab) {
    this.lab = lab;
    this.contexts = new SealedContexts(lab.database);
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    lab.database.execute(COLLECTION);
    try {
      for (Persona persona : PEOPLE) {
        Person person = lab.population.of(persona);
        Facts facts = lab.population.facts(persona, lab.book);
        String context = contexts.of(person);
        try (Login login = Login.of(lab.database, person)) {
          results.add(nobodyElses(person, login, context));
          results.add(addedForNobodyElse(person, login, context, facts));
          results.add(removedByNobodyElse(person, login, context));
        }
      }
    } finally {
      lab.database.execute("DELETE FROM ringfence.vector_index WHERE model = 'of the lab'");
    }
    return results;
  }

  private CaseResult nobodyElses(Person person, Login login, String context) {
    Set<Finding> findings = new LinkedHashSet<>();
    boolean staff = isStaff(person);
    int own = 0;
    for (String table : TABLES) {
      String others = OTHERS.formatted(table, person.tenant(), person.subject(), staff);
      int foreign = login.rows(context, others).rows().size();
      if (foreign > 0) {
        findings.add(new Finding(Rule.FOREIGN_ROW, Tap.ROWS, "rows of ringfence." + table, ""));
      }
      own +=
          login
              .rows(
                  context,
                  "SELECT 1 FROM ringfence."
                      + table
                      + " WHERE visibility = 'private' AND customer_id = '"
                      + person.subject()
                      + "'")
              .rows()
              .size();
    }
    List<String> collections =
        login.rows(context, "SELECT tenant_id::text FROM ringfence.vector_index").rows();
    if (!collections.stream().allMatch(person.tenant().toString()::equals)) {
      findings.add(new Finding(Rule.FOREIGN_ROW, Tap.ROWS, "rows of ringfence.vector_index", ""));
    }
    return result("rows-of-nobody-else", person, TABLES.size() + 1, own, findings);
  }

  private CaseResult addedForNobodyElse(Person person, Login login, String context, Facts facts) {
    String tenant = "'" + person.tenant() + "'";
    String self = "'" + person.subject() + "'";
    List<String> attempts = new ArrayList<>();
    attempts.add(DOCUMENT.formatted("'{victim.tenant_id}'", "'private'", "'{victim.id}'"));
    attempts.add(DOCUMENT.formatted("'{stranger.tenant_id}'", "'private'", self));
    attempts.add(PASSAGE.formatted("'{victim.id}'"));
    attempts.add(PASSAGE.formatted(self));
    attempts.add(WORD);
    if (isStaff(person)) {
      attempts.add(DOCUMENT.formatted(tenant, "'private'", "'{self.id}'"));
      attempts.add(DOCUMENT.formatted("'{stranger.tenant_id}'", "'tenant'", "NULL"));
      attempts.add(
          "UPDATE ringfence.document SET title = 'Probe' WHERE visibility = 'private'"
              + " AND customer_id = '{self.id}'");
    } else {
      attempts.add(DOCUMENT.formatted(tenant, "'tenant'", "NULL"));
      attempts.add(DOCUMENT.formatted(tenant, "'public'", "NULL"));
      attempts.add(DOCUMENT.formatted(tenant, "'customer'", self));
      attempts.add("UPDATE ringfence.document SET title = 'Probe'");
      attempts.add("UPDATE ringfence.chunk SET text = 'Probe'");
    }
    Set<Finding> findings = new LinkedHashSet<>();
    for (String attempt : attempts) {
      if (login.change(context, facts.fill(attempt)) > 0) {
        findings.add(new Finding(Rule.WRITTEN_FOR_ANOTHER, Tap.ROWS, attempt, ""));
      }
    }
    int own = login.change(context, DOCUMENT.formatted(tenant, "'private'", self));
    return result("added-for-nobody-else", person, attempts.size(), Math.max(0, own), findings);
  }

  /** Without a condition, so that no policy but the one for removing stands before it. */
  private CaseResult removedByNobodyElse(Person person, Login login, String context) {
    Map<String, String> mine =
        lab.database
            .rows(
                "SELECT count(*) AS n FROM ringfence.document WHERE tenant_id = ?"
                    + " AND (visibility = 'private' AND customer_id = ?"
                    + " OR visibility <> 'private' AND ?)",
                person.tenant(),
                person.subject(),
                isStaff(person))
            .getFirst();
    int allowed = Integer.parseInt(mine.getOrDefault("n", "0"));
    int removed = login.change(context, "DELETE FROM ringfence.document");
    Set<Finding> findings = new LinkedHashSet<>();
    if (removed > allowed) {
      findings.add(
          new Finding(Rule.WRITTEN_FOR_ANOTHER, Tap.ROWS, "documents of others, removed", ""));
    }
    if (!isStaff(person) && login.change(context, "DELETE FROM ringfence.chunk") > 0) {
      findings.add(new Finding(Rule.WRITTEN_FOR_ANOTHER, Tap.ROWS, "passages, removed", ""));
    }
    return result("removed-by-nobody-else", person, 2, Math.max(0, removed), findings);
  }

  private static boolean isStaff(Person person) {
    return person.persona().kind == Persona.Kind.STAFF;
  }

  private static CaseResult result(
      String name, Person person, int attempts, int own, Set<Finding> findings) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "sql",
        attempts,
        attempts,
        own,
        List.copyOf(findings),
        own == 0 ? "nothing of the person's own was there, or could be written" : "");
  }
}
