package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The audit as somebody would go around it: reading while nothing can be written down, knocking at
 * the door, and SQL on the chains.
 */
final class AuditProbes {
  private static final String FAMILY = "audit";
  private static final List<String> CHAINS =
      List.of("ringfence.audit_entry", "ringfence.audit_head");
  private static final List<String> CHANGES =
      List.of(
          "UPDATE ringfence.audit_entry SET decision = decision",
          "DELETE FROM ringfence.audit_entry",
          "DELETE FROM ringfence.audit_head");

  private static final String MIDDLE =
      " WHERE (e.tenant_id, e.number) = (SELECT h.tenant_id, h.number / 2"
          + " FROM ringfence.audit_head AS h ORDER BY h.number DESC LIMIT 1)";

  /** Of the longest chain an entry in the middle: another one, or gone; and of each the last. */
  private static final List<String> ALTERATIONS =
      List.of(
          altered("SET row_count = e.row_count + 1"),
          altered("SET subject = md5('another')::uuid"),
          altered("SET hash = e.previous"),
          "DELETE FROM ringfence.audit_entry AS e" + MIDDLE,
          "DELETE FROM ringfence.audit_entry AS e USING ringfence.audit_head AS h"
              + " WHERE (e.tenant_id, e.number) = (h.tenant_id, h.number)");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Experiment lab;
  private final SealedContexts contexts;

  AuditProbes(Experiment lab) {
    this.lab = lab;
    this.contexts = new SealedContexts(lab.database);
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : Persona.values()) {
      Person person = lab.population.of(persona);
      results.add(nothingBeforeItsEntry(person));
      results.add(chainsAreClosed(person));
    }
    results.add(whoIsStoppedAtTheDoor(lab.population.of(Persona.ANA)));
    results.add(chainsStay(lab.population.of(Persona.SAM)));
    results.add(alterationsAreTold(lab.population.of(Persona.SAM)));
    return results;
  }

  /** First with an audit that works: what comes then could have been shown afterwards too. */
  private CaseResult nothingBeforeItsEntry(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    ServiceClient.Answer shown = read(person);
    int own = own(person, shown);
    if (shown.ok() && !isNoted(shown)) {
      findings.add(found(Tap.HTTP, "an answer that came before its entry"));
    }
    boolean streams = !talk(person).capture().shown().isBlank();
    lab.database.execute("REVOKE EXECUTE ON FUNCTION ringfence.audit_append FROM ringfence_app");
    try {
      if (own(person, read(person)) > 0) {
        findings.add(found(Tap.HTTP, "rows, while nothing can be written down"));
      }
      if (!talk(person).capture().shown().isBlank()) {
        findings.add(found(Tap.STREAM, "an answer, while nothing can be written down"));
      }
    } finally {
      lab.database.execute("GRANT EXECUTE ON FUNCTION ringfence.audit_append TO ringfence_app");
    }
    return result(
        "nothing-before-its-entry",
        person,
        4,
        streams ? own : 0,
        findings,
        "nothing of the person's own arrived, or no stream");
  }

  /** A question about nothing, to a model that calls nothing. */
  private ServiceClient.Answer talk(Person person) {
    Attack nothing = Attack.none();
    String mark = lab.model.play("rrrrrr", new Script(nothing, Facts.none(), -1));
    return lab.client.chat(person.token(), "probe-of-the-audit", "Hello " + mark, true);
  }

  private ServiceClient.Answer read(Person person) {
    return lab.client.send(
        "GET",
        "/v1/conversations/" + Population.conversation(person.persona()),
        person.token(),
        "",
        Map.of());
  }

  private int own(Person person, ServiceClient.Answer answer) {
    return lab.judge.own(person, answer.capture().raw()).size();
  }

  private boolean isNoted(ServiceClient.Answer answer) {
    return !lab.database
        .rows(
            "SELECT number FROM ringfence.audit_entry"
                + " WHERE request_id <> '' AND strpos(?, request_id) > 0",
            answer.capture().raw())
        .isEmpty();
  }

  /** Nobody waits for these entries, so they may come a little later. */
  private CaseResult whoIsStoppedAtTheDoor(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    int status =
        lab.client
            .send("GET", "/v1/me", lab.tokens.as("former", person, Facts.none()), "", Map.of())
            .status();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isNotedAtTheDoor(person)) {
      if (System.nanoTime() > deadline) {
        findings.add(found(Tap.HTTP, "a former member was stopped"));
        break;
      }
      pause();
    }
    return result(
        "stopped-at-the-door",
        person,
        1,
        status == 403 ? 1 : 0,
        findings,
        "a former member was answered " + status);
  }

  private boolean isNotedAtTheDoor(Person person) {
    return !lab.database
        .rows(
            "SELECT number FROM ringfence.audit_entry WHERE tenant_id = ?"
                + " AND (actor, decision, code) = (?, 'refused', 'member_removed')",
            person.tenant(),
            Tokens.FORMER)
        .isEmpty();
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }

  /** What the service's login can do to a chain with a context that is truly the person's. */
  private CaseResult chainsAreClosed(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    String context = contexts.of(person);
    int own;
    try (Login login = Login.of(lab.database, person)) {
      own = login.read(context, "ringfence.message").rows().size();
      for (String chain : CHAINS) {
        if (!login.read(context, chain).isDenied()) {
          findings.add(new Finding(Rule.CHAIN_OPEN, Tap.ROWS, "a right on " + chain, ""));
        }
      }
      if (login.call("ringfence.audit_lock", context).refused().isEmpty()) {
        findings.add(new Finding(Rule.CHAIN_OPEN, Tap.ROWS, "a chain was locked and read", ""));
      }
    }
    return result(
        "chains-are-closed", person, 3, own, findings, "nothing of the person's own arrived");
  }

  /** Not even whoever goes around every right changes an entry by accident. */
  private CaseResult chainsStay(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (String change : CHANGES) {
      if (isPossible(change)) {
        findings.add(new Finding(Rule.CHAIN_OPEN, Tap.ROWS, change, ""));
      }
    }
    // How many entries there are is a matter of how often something was waited for.
    int there = lab.database.rows("SELECT number FROM ringfence.audit_entry LIMIT 1").size();
    return result(
        "chains-stay", person, CHANGES.size(), there, findings, "there is no entry to change");
  }

  /** What an administrator changes beside every trigger, each taken back again. */
  private CaseResult alterationsAreTold(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    boolean sound = faults("") == 0;
    for (String alteration : ALTERATIONS) {
      if (faults(alteration) == 0) {
        findings.add(new Finding(Rule.CHAIN_UNTOLD, Tap.ROWS, alteration, ""));
      }
    }
    return result(
        "alterations-are-told",
        person,
        ALTERATIONS.size(),
        sound ? 1 : 0,
        findings,
        "the chains do not verify as they are");
  }

  private static String altered(String how) {
    return "UPDATE ringfence.audit_entry AS e " + how + MIDDLE;
  }

  private int faults(String alteration) {
    try (Connection connection = lab.database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL session_replication_role = replica");
      if (!alteration.isEmpty() && statement.executeUpdate(alteration) == 0) {
        throw new LabException("there was nothing to alter: " + alteration);
      }
      int faults = lab.service.inside().chainFaults(connection, lab.home.secret("audit"));
      connection.rollback();
      return faults;
    } catch (SQLException e) {
      throw new LabException("a chain could not be altered: " + e.getMessage(), e);
    }
  }

  /** Tries a change and takes it back. */
  private boolean isPossible(String change) {
    try (Connection connection = lab.database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(change);
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static Finding found(Tap tap, String what) {
    return new Finding(Rule.UNAUDITED, tap, what, "");
  }

  private static CaseResult result(
      String name, Person person, int attempts, int own, Set<Finding> findings, String otherwise) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "probe",
        attempts,
        attempts,
        own,
        List.copyOf(findings),
        own == 0 ? otherwise : "");
  }
}
