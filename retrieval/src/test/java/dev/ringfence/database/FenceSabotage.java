package dev.ringfence.database;

import java.util.List;
import java.util.Set;

/**
 * A protection of the database that is taken away, and the attacks that then get through.
 *
 * @param remove SQL that takes it away
 * @param restore SQL that puts it back
 */
record FenceSabotage(String name, String remove, String restore, Set<String> attacks) {

  static List<FenceSabotage> all() {
    return List.of(
        new FenceSabotage(
            "row-level security",
            "ALTER TABLE demo.invoice DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE demo.invoice ENABLE ROW LEVEL SECURITY",
            Set.of("other ways in / rows by their place", "other ways in / copied out")),
        new FenceSabotage(
            "the code of the seal",
            rewritten("OPERATOR(pg_catalog.<>) pg_catalog.sha256(", "IS NULL AND NULL = ("),
            original(),
            Set.of("service / a member with a forged context")),
        new FenceSabotage(
            "the code of the seal in the plan",
            unverified(),
            verified(),
            Set.of(
                "forging / other tenant and customer",
                "forging / code of nothing",
                "plans / prepared, then another context")),
        new FenceSabotage(
            "the role in the seal in the plan",
            scope("b.role IS NOT NULL"),
            scope("b.role OPERATOR(pg_catalog.=) coalesce(expected, b.role)"),
            Set.of("roles / staff with the customer's seal")),
        new FenceSabotage(
            "a context that is read again in each statement",
            "CREATE FUNCTION demo.kept_context() RETURNS text LANGUAGE plpgsql IMMUTABLE AS"
                + " $$BEGIN RETURN current_setting('ringfence.context', true); END$$;"
                + kept()
                + bound(
                    "replace(source, $x$current_setting('ringfence.context'::text, true)$x$,"
                        + " 'demo.kept_context()')"),
            verified() + "; DROP FUNCTION demo.kept_context()",
            Set.of("plans / prepared, then another context")),
        new FenceSabotage(
            "the role in the seal",
            rewritten("expected IS NOT NULL AND", "expected IS NULL AND"),
            original(),
            Set.of("service / whether somebody is a member elsewhere")),
        new FenceSabotage(
            "a table of its own for what customers may not see",
            "GRANT SELECT ON demo.internal_note TO ringfence_customer; CREATE POLICY opened ON"
                + " demo.internal_note TO ringfence_customer USING (true)",
            "REVOKE SELECT ON demo.internal_note FROM ringfence_customer; DROP POLICY opened ON"
                + " demo.internal_note",
            Set.of("roles / a table that customers may not read")),
        new FenceSabotage(
            "the view that asks as its caller",
            "GRANT SELECT ON demo.staff_view TO ringfence_customer",
            "REVOKE SELECT ON demo.staff_view FROM ringfence_customer",
            Set.of("other ways in / view of its owner")),
        new FenceSabotage(
            "no right on partitions",
            "GRANT SELECT ON demo.event_2026 TO ringfence_customer;"
                + " ALTER TABLE demo.event_2026 DISABLE ROW LEVEL SECURITY",
            "REVOKE SELECT ON demo.event_2026 FROM ringfence_customer;"
                + " ALTER TABLE demo.event_2026 ENABLE ROW LEVEL SECURITY",
            Set.of("other ways in / partition instead of its parent")),
        new FenceSabotage(
            "no right on the keys",
            "GRANT SELECT ON ringfence.seal_key TO ringfence_customer",
            "REVOKE SELECT ON ringfence.seal_key FROM ringfence_customer",
            Set.of("forging / the keys themselves")),
        new FenceSabotage(
            "the proof of a new key",
            "GRANT INSERT, DELETE ON ringfence.seal_key TO ringfence_customer; "
                + "ALTER FUNCTION ringfence.install_seal_key(integer, text, bytea, bytea,"
                + " timestamptz, text) RENAME TO install_seal_key_kept; CREATE FUNCTION"
                + " ringfence.install_seal_key(integer, text, bytea, bytea, timestamptz, text)"
                + " RETURNS void LANGUAGE sql AS 'SELECT'; GRANT EXECUTE ON FUNCTION"
                + " ringfence.install_seal_key(integer, text, bytea, bytea, timestamptz, text)"
                + " TO PUBLIC",
            "REVOKE INSERT, DELETE ON ringfence.seal_key FROM ringfence_customer; DROP FUNCTION"
                + " ringfence.install_seal_key(integer, text, bytea, bytea, timestamptz, text);"
                + " ALTER FUNCTION ringfence.install_seal_key_kept(integer, text, bytea, bytea,"
                + " timestamptz, text) RENAME TO install_seal_key",
            Set.of("forging / a key of one's own", "forging / a key without a proof")),
        new FenceSabotage(
            "no temporary tables",
            database("GRANT TEMP ON DATABASE %I TO ringfence_customer"),
            database("REVOKE TEMP ON DATABASE %I FROM ringfence_customer"),
            Set.of(
                "definition / temporary table", "definition / function in the temporary schema")),
        new FenceSabotage(
            "no right on large objects",
            "GRANT EXECUTE ON FUNCTION lo_from_bytea(oid, bytea) TO ringfence_app,"
                + " ringfence_customer; GRANT EXECUTE ON FUNCTION lo_put(oid, bigint, bytea),"
                + " lo_create(oid), lo_creat(integer), lo_open(oid, integer), lowrite(integer,"
                + " bytea) TO ringfence_customer",
            "REVOKE EXECUTE ON FUNCTION lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea),"
                + " lo_create(oid), lo_creat(integer), lo_open(oid, integer), lowrite(integer,"
                + " bytea) FROM ringfence_app, ringfence_customer",
            Set.of(
                "other ways in / large object for the next one",
                "other ways in / large object for the next one, in pieces",
                "other ways in / large object opened to be written",
                "other ways in / large object by another role")),
        new FenceSabotage(
            "the policy on what is written",
            "DROP POLICY customer_rows ON demo.invoice; CREATE POLICY customer_rows ON demo.invoice"
                + " TO ringfence_customer USING ((tenant_id, customer_id) = (SELECT s.tenant,"
                + " s.customer FROM ringfence.customer_scope() AS s)) WITH CHECK (true)",
            "DELETE FROM demo.invoice WHERE number IN ('planted', 'x'); DROP POLICY customer_rows ON"
                + " demo.invoice; CREATE POLICY customer_rows ON demo.invoice TO ringfence_customer"
                + " USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM"
                + " ringfence.customer_scope() AS s))",
            Set.of("writes / row for another customer", "writes / row for another tenant")));
  }

  /** The view that verifies the seal, for which one that is not verified will do. */
  private static String unverified() {
    return kept()
        + bound(
            "replace(source, 'ELSE ringfence.refuse', 'WHEN true THEN true ELSE ringfence.refuse')");
  }

  private static String kept() {
    return "CREATE TABLE demo.kept AS SELECT pg_get_viewdef('ringfence.bound'::regclass) AS source;";
  }

  private static String verified() {
    return bound("source") + "; DROP TABLE demo.kept";
  }

  private static String bound(String source) {
    return "DO $do$ BEGIN EXECUTE 'CREATE OR REPLACE VIEW ringfence.bound WITH (security_barrier)"
        + " AS ' || (SELECT "
        + source
        + " FROM demo.kept); END $do$";
  }

  /** Whose rows a policy asks for, with another condition for the view's answer to be good. */
  private static String scope(String good) {
    return """
        CREATE OR REPLACE FUNCTION ringfence.scope(expected text)
        RETURNS TABLE (tenant uuid, subject uuid, role text)
        LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY INVOKER ROWS 1
        AS $$
          SELECT b.tenant, b.subject, b.role
            FROM ringfence.bound AS b
           WHERE CASE WHEN %s THEN true ELSE ringfence.refuse(expected) END
        $$"""
        .formatted(good);
  }

  private static String database(String sql) {
    return "DO $$ BEGIN EXECUTE format('%s', current_database()); END $$".formatted(sql);
  }

  private static String rewritten(String from, String to) {
    return "CREATE TABLE demo.kept AS SELECT pg_get_functiondef('ringfence.principal(text)'"
        + "::regprocedure) AS source; DO $do$ BEGIN EXECUTE (SELECT replace(source, $x$"
        + from
        + "$x$, $x$"
        + to
        + "$x$) FROM demo.kept); END $do$";
  }

  private static String original() {
    return "DO $do$ BEGIN EXECUTE (SELECT source FROM demo.kept); END $do$; DROP TABLE demo.kept";
  }

  @Override
  public String toString() {
    return "without " + name;
  }
}
