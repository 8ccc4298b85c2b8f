package dev.ringfence.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Something about the database that makes it unsafe to serve from.
 *
 * @param rule a stable id
 * @param object what it is about, such as {@code demo.invoice}
 * @param problem what can happen, in a sentence
 */
public record UnsafeFinding(String rule, String object, String problem) {

  @FunctionalInterface
  interface Asking {
    RowSet<Row> ask(String sql, Object... parameters);
  }

  /** One rule: a query whose rows are the objects that break it. */
  private record Rule(String id, String problem, String sql) {}

  /** Asked of each login, about itself. */
  private static final List<Rule> LOGIN_RULES =
      List.of(
          new Rule(
              "login-attributes",
              "the login can go around row-level security: it must be no superuser, have no"
                  + " BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION",
              "SELECT rolname::text AS object FROM pg_roles WHERE rolname = current_user"
                  + " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb"
                  + " OR rolreplication)"),
          new Rule(
              "login-memberships",
              "the login may become a role that it must not be",
              "SELECT r.rolname::text AS object FROM pg_roles AS r"
                  + " WHERE r.rolname <> current_user"
                  + " AND pg_has_role(current_user, r.oid, 'MEMBER') AND r.rolname <> ALL ("
                  + " CASE WHEN pg_has_role(current_user, 'ringfence_visitor', 'MEMBER')"
                  + " THEN ARRAY['ringfence_visitor'] ELSE"
                  + " ARRAY['ringfence_customer', 'ringfence_staff'] END)"),
          new Rule(
              "login-owns",
              "the login owns an object, and an owner can take its protection away",
              "SELECT c.oid::regclass::text AS object FROM pg_class AS c JOIN pg_roles AS r"
                  + " ON r.oid = c.relowner WHERE pg_has_role(current_user, r.oid, 'MEMBER')"
                  + " UNION ALL SELECT n.nspname::text FROM pg_namespace AS n JOIN pg_roles AS r"
                  + " ON r.oid = n.nspowner WHERE pg_has_role(current_user, r.oid, 'MEMBER')"
                  + " AND n.nspname !~ '^pg_(toast_)?temp_'"));

  /**
   * Who holds a right on what, or on one column of it: of a login, of the roles it may become, and
   * of everybody.
   */
  private static final String GRANTED =
      " EXISTS (SELECT FROM (SELECT c.relacl UNION ALL SELECT t.attacl FROM pg_attribute AS t"
          + " WHERE t.attrelid = c.oid) AS h (acl), aclexplode(h.acl) AS a"
          + " LEFT JOIN pg_roles AS r ON r.oid = a.grantee WHERE a.grantee = 0 OR r.rolname IN ('ringfence_app', 'ringfence_public',"
          + " 'ringfence_customer', 'ringfence_staff', 'ringfence_visitor'))";

  private static final String OWN_COLUMN =
      " EXISTS (SELECT FROM pg_attribute AS t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id'"
          + " AND NOT t.attisdropped)";

  private static final String TABLES =
      " FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.relkind IN"
          + " ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
          + " AND n.nspname !~ '^pg_' AND (n.nspname IN ('ringfence', 'demo') AND"
          + OWN_COLUMN
          + " OR "
          + GRANTED
          + ")";

  /** Asked once, about what holds customers' rows. */
  private static final List<Rule> TABLE_RULES =
      List.of(
          new Rule(
              "row-security-off",
              "row-level security is not enabled and forced, so rows of every tenant are open",
              "SELECT c.oid::regclass::text AS object"
                  + TABLES
                  + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1"),
          new Rule(
              "view-of-its-owner",
              "it shows what its owner may read, whoever asks: make a view WITH (security_invoker),"
                  + " and take the service's rights on anything else",
              "SELECT c.oid::regclass::text AS object FROM pg_class AS c JOIN pg_namespace AS n"
                  + " ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm', 'f')"
                  + " AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT (c.relkind"
                  + " = 'v' AND coalesce(c.reloptions::text[] && ARRAY['security_invoker=true',"
                  + " 'security_invoker=on', 'security_invoker=1'], false)) AND NOT EXISTS"
                  + " (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass"
                  + " AND d.objid = c.oid AND d.deptype = 'e') AND"
                  + GRANTED
                  + " ORDER BY 1"),
          new Rule(
              "policy-always-true",
              "a policy for the service's roles lets every row through",
              "SELECT c.oid::regclass::text AS object"
                  + TABLES
                  + " AND EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid"
                  + " AND p.polpermissive AND p.polroles <> ARRAY['ringfence_owner'::regrole::oid]"
                  + " AND (coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'"
                  + " AND p.polcmd <> 'a' OR p.polcmd = 'a' AND"
                  + " coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'true') = 'true'))"
                  + " ORDER BY 1"),
          new Rule(
              "policy-unsealed",
              "a policy for the service's roles does not read the sealed context",
              "SELECT c.oid::regclass::text AS object"
                  + TABLES
                  + " AND EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid"
                  + " AND p.polpermissive AND p.polroles <> ARRAY['ringfence_owner'::regrole::oid]"
                  + " AND coalesce(pg_get_expr(p.polqual, p.polrelid), '')"
                  + " || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') !~"
                  + " '(customer_scope|staff_scope|visitor_scope|tenant_id|customer_id|scope)\\(')"
                  + " ORDER BY 1"),
          new Rule(
              "granted-to-everybody",
              "a right on it is granted to PUBLIC",
              "SELECT c.oid::regclass::text AS object"
                  + TABLES
                  + " AND EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee = 0)"
                  + " ORDER BY 1"),
          new Rule(
              "visitor-rights",
              "visitors hold a right on customers' rows",
              "SELECT c.oid::regclass::text AS object"
                  + TABLES
                  + " AND n.nspname <> 'ringfence' AND EXISTS (SELECT FROM aclexplode(c.relacl)"
                  + " AS a JOIN pg_roles AS r ON r.oid = a.grantee WHERE r.rolname IN"
                  + " ('ringfence_public', 'ringfence_visitor')) ORDER BY 1"),
          new Rule(
              "seal-key-readable",
              "a login can read the key that seals contexts, and so forge any principal",
              "SELECT 'ringfence.seal_key' AS object FROM pg_class AS c WHERE"
                  + " c.oid = 'ringfence.seal_key'::regclass AND"
                  + GRANTED),
          new Rule(
              "seal-owner",
              "the function that verifies the seal is not owned by ringfence_seal",
              "SELECT p.oid::regprocedure::text AS object FROM pg_proc AS p JOIN pg_namespace AS n"
                  + " ON n.oid = p.pronamespace WHERE n.nspname = 'ringfence' AND p.proname ="
                  + " 'principal' AND NOT (p.prosecdef AND p.proowner = 'ringfence_seal'::regrole"
                  + " AND p.provolatile = 's')"));

  static List<UnsafeFinding> read(Asking app, Asking visitors) {
    List<UnsafeFinding> findings = new ArrayList<>();
    for (Rule rule : LOGIN_RULES) {
      findings.addAll(rule(rule, app));
      findings.addAll(rule(rule, visitors));
    }
    for (Rule rule : TABLE_RULES) {
      findings.addAll(rule(rule, app));
    }
    return List.copyOf(findings);
  }

  private static List<UnsafeFinding> rule(Rule rule, Asking asking) {
    List<UnsafeFinding> findings = new ArrayList<>();
    for (Row row : asking.ask(rule.sql())) {
      findings.add(new UnsafeFinding(rule.id(), row.getString("object"), rule.problem()));
    }
    return findings;
  }
}
