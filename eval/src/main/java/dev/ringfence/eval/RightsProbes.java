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
 * What the service's logins could do beside their work: become somebody else, read what belongs to
 * nobody, keep something, and write rows for others. Everything is tried, on each login and in each
 * role, under a true context.
 */
final class RightsProbes {
  private static final String FAMILY = "database";

  /** Roles that a person's login takes on in its work. */
  private static final Set<String> TAKEN =
      Set.of("ringfence_app", "ringfence_customer", "ringfence_staff", "ringfence_public");

  private static final String ATTRIBUTES =
      "SELECT rolname AS name FROM pg_roles WHERE (rolsuper OR rolbypassrls OR rolcreaterole"
          + " OR rolcreatedb OR rolreplication) AND rolname LIKE 'ringfence\\_%'";

  private static final String OTHER_ROLES = "SELECT rolname AS name FROM pg_roles ORDER BY rolname";

  /** Tables without an owner's column: keys, directories, chains. Nobody reads them by SQL. */
  private static final String NOBODYS =
      "SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relnamespace ="
          + " 'ringfence'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'S') AND NOT EXISTS (SELECT FROM"
          + " pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('customer_id', 'owner_id'))"
          + " ORDER BY 1";

  /** Of these, the ones that policies show a part of: which models and indexes there are. */
  private static final Set<String> SHOWN =
      Set.of("ringfence.embedding_model", "ringfence.vector_index");

  /**
   * Functions with their owner's rights that the service's roles may call: they verify the seal,
   * know whose a context is, find the site of a key, or remove what is past its time.
   */
  private static final Set<String> DEFINERS =
      Set.of(
          "ringfence.principal(text)",
          "ringfence.external_customer_scope(boolean,boolean)",
          "ringfence.external_staff_scope()",
          "ringfence.find_site(text)",
          "ringfence.is_site_origin(text)",
          "ringfence.forget_asked()");

  private static final String CALLABLE =
      "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
          + " WHERE p.prosecdef AND n.nspname IN ('ringfence', 'demo', 'public')"
          + " AND has_function_privilege(p.oid, 'EXECUTE')";

  /**
   * Functions with their owner's rights that look for what they name where their caller says. The
   * four that are about seals name everything whole instead (V6, V9).
   */
  private static final String PATHLESS =
      "SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n"
          + " ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname IN ('ringfence', 'demo', 'public')"
          + " AND p.proname NOT IN ('principal', 'install_seal_key', 'external_customer_scope',"
          + " 'external_staff_scope')"
          + " AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)";

  private static final List<String> KEEPING =
      List.of(
          "CREATE TEMPORARY TABLE kept (a int)",
          "CREATE TABLE public.kept (a int)",
          "CREATE TABLE ringfence.kept (a int)",
          "CREATE SCHEMA kept",
          "CREATE FUNCTION public.kept() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          "COMMENT ON TABLE ringfence.document IS 'kept'");

  private final Experiment lab;
  private final SealedContexts contexts;

  RightsProbes(Experiment lab) {
    this.lab = lab;
    this.contexts = new SealedContexts(lab.database);
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : Persona.values()) {
      Person person = lab.population.of(persona);
      try (Login login = Login.of(lab.database, person)) {
        String context = contexts.of(person);
        int own = login.asked(context, "SELECT id::text FROM ringfence.conversation").rows().size();
        results.add(result("nobody-else-to-become", person, own, becomes(person, login)));
        results.add(result("nothing-of-nobodys", person, own, reads(login, context)));
        results.add(result("nothing-to-keep", person, own, keeps(login, context)));
      }
    }
    return results;
  }

  private Set<Finding> becomes(Person person, Login login) {
    Set<Finding> findings = new LinkedHashSet<>();
    boolean visitor = person.persona().kind == Persona.Kind.VISITOR;
    for (Map<String, String> role : lab.database.rows(OTHER_ROLES)) {
      String name = String.valueOf(role.get("name"));
      boolean work = visitor ? name.equals("ringfence_public") : TAKEN.contains(name);
      boolean own = visitor || !name.equals("ringfence_public");
      if (!(work && own) && login.becomes(name)) {
        findings.add(extra("the role " + name + " can be taken"));
      }
    }
    for (Map<String, String> role : lab.database.rows(ATTRIBUTES)) {
      findings.add(extra(role.get("name") + " has attributes of an administrator"));
    }
    return findings;
  }

  private Set<Finding> reads(Login login, String context) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (Map<String, String> table : lab.database.rows(NOBODYS)) {
      String name = String.valueOf(table.get("name"));
      if (!SHOWN.contains(name) && !login.read(context, name).isDenied()) {
        findings.add(extra("a right on " + name));
      }
    }
    for (String function : login.asked(context, CALLABLE).rows()) {
      if (!DEFINERS.contains(function)) {
        findings.add(extra("a right to call " + function));
      }
    }
    for (Map<String, String> function : lab.database.rows(PATHLESS)) {
      findings.add(extra(function.get("name") + " looks where its caller says"));
    }
    return findings;
  }

  private Set<Finding> keeps(Login login, String context) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (String sql : KEEPING) {
      if (login.changed(context, sql) >= 0) {
        findings.add(extra(sql + " was not refused"));
      }
    }
    return findings;
  }

  private static Finding extra(String what) {
    return new Finding(Rule.EXTRA_RIGHT, Tap.ROWS, what, "");
  }

  private static CaseResult result(String name, Person person, int own, Set<Finding> findings) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "sql",
        1,
        1,
        own,
        List.copyOf(findings),
        own == 0 ? "nothing of the person's own arrived" : "");
  }
}
