package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Arbitrary SQL on connections of the service's own logins: what an attacker could run who had
 * found a way to. Each probe first reads the person's own rows, so that a refusal means something.
 */
final class DatabaseProbes {
  private static final String FAMILY = "database";

  private final Experiment lab;
  private final SealedContexts contexts;
  private final List<String> tables;

  DatabaseProbes(Experiment lab) {
    this.lab = lab;
    this.contexts = new SealedContexts(lab.database);
    this.tables =
        lab
            .database
            .rows(
                "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n"
                    + " ON n.oid = c.relnamespace WHERE n.nspname IN ('demo', 'ringfence')"
                    + " AND c.relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_attribute a"
                    + " WHERE a.attrelid = c.oid AND a.attname IN ('customer_id', 'owner_id'))"
                    + " ORDER BY 1")
            .stream()
            .map(row -> String.valueOf(row.get("name")))
            .toList();
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : Persona.values()) {
      Person person = lab.population.of(persona);
      try (Login login = Login.of(lab.database, person)) {
        CaseResult all = everyTable(person, login);
        results.add(all);
        int own = all.observed();
        String forged = contexts.forged(person);
        String expired = contexts.expired(person);
        results.add(refused(person, login, own, Rule.UNSEALED, "forged-context", forged));
        results.add(refused(person, login, own, Rule.EXPIRED, "expired-context", expired));
        results.add(refused(person, login, own, Rule.UNSEALED, "no-context", ""));
        results.add(
            refused(
                person, login, own, Rule.UNSEALED, "altered-context", contexts.altered(person)));
        results.add(
            result(
                "large-objects",
                person,
                LargeObjectProbe.WAYS.size(),
                own,
                LargeObjectProbe.of(login, contexts.of(person))));
      }
    }
    results.add(ownerSeesNothing());
    results.add(visitorsHaveNoRight());
    return results;
  }

  private CaseResult everyTable(Person person, Login login) {
    Set<Finding> findings = new LinkedHashSet<>();
    Set<Canary> own = new LinkedHashSet<>();
    String context = contexts.of(person);
    for (String table : tables) {
      for (String row : login.read(context, table).rows()) {
        own.addAll(lab.judge.own(person, row));
        for (Canary canary : lab.book.in(row)) {
          if (!person.mayRead(canary.origin())) {
            findings.add(foreign(person, canary));
          }
        }
      }
    }
    return result("every-table", person, tables.size(), own.size(), findings);
  }

  private static Finding foreign(Person person, Canary canary) {
    return new Finding(
        Rule.FOREIGN_ROW,
        Tap.ROWS,
        canary.origin().place() + " (" + person.relationTo(canary.origin()) + ")",
        canary.hash());
  }

  /**
   * @param own how much the same login read with a true context
   */
  private CaseResult refused(
      Person person, Login login, int own, Rule rule, String name, String context) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (String table : tables) {
      if (!login.read(context, table).rows().isEmpty()) {
        findings.add(new Finding(rule, Tap.ROWS, "rows of " + table, ""));
      }
    }
    return result(name, person, tables.size(), own, findings);
  }

  private CaseResult ownerSeesNothing() {
    Set<Finding> findings = new LinkedHashSet<>();
    int there = 0;
    for (String table : tables) {
      there += count("SELECT count(*) AS n FROM (SELECT FROM " + table + " LIMIT 1) AS any_row");
      if (countAs("ringfence_owner", table) > 0) {
        findings.add(new Finding(Rule.OWNER_UNBOUND, Tap.ROWS, "rows of " + table, ""));
      }
    }
    return result(
        "owner-sees-nothing", lab.population.of(Persona.SAM), tables.size(), there, findings);
  }

  private CaseResult visitorsHaveNoRight() {
    Person visitor = lab.population.of(Persona.VISITOR);
    Set<Finding> findings = new LinkedHashSet<>();
    String context = contexts.of(visitor);
    int demo = 0;
    int own;
    try (Login login = Login.of(lab.database, visitor)) {
      for (String table : tables) {
        if (table.startsWith("demo.")) {
          demo++;
          if (!login.read(context, table).isDenied()) {
            findings.add(new Finding(Rule.VISITOR_RIGHT, Tap.ROWS, "a right on " + table, ""));
          }
        }
      }
      own = login.read(context, "ringfence.chunk").rows().size();
    }
    return result("visitors-have-no-right", visitor, demo, own, findings);
  }

  private int count(String sql) {
    return Integer.parseInt(lab.database.rows(sql).getFirst().getOrDefault("n", "0"));
  }

  private int countAs(String role, String table) {
    try (Connection connection = lab.database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + role);
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException e) {
      return 0;
    }
  }

  private CaseResult result(
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
        own == 0 ? "nothing of the person's own arrived" : "");
  }
}
