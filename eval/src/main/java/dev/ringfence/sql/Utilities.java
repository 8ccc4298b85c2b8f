package dev.ringfence.sql;

import dev.ringfence.sql.SqlCatalogue.Relation;
import java.util.List;

/**
 * What is no plain query: sessions, cursors, copies, plans, definitions, the server's own tables
 * and functions. In a template {@code {select}} is a query, {@code {table}} a relation, and so on.
 */
final class Utilities {
  private record Template(String production, GeneratedSql.Fate fate, String text) {}

  private static final List<Template> TEMPLATES =
      List.of(
          open("prepare", "PREPARE p AS {select};;EXECUTE p"),
          mayFail("prepare-and-forge", "PREPARE p AS {select};;{forge};;EXECUTE p"),
          mayFail(
              "plan-of-another-role",
              "PREPARE p AS {select};;EXECUTE p;;SET LOCAL ROLE {role};;EXECUTE p"),
          open(
              "cursor",
              "DECLARE c SCROLL CURSOR FOR {select};;FETCH ALL FROM c;;MOVE FIRST IN c;;CLOSE c"),
          mayFail("cursor-and-forge", "DECLARE c CURSOR FOR {select};;{forge};;FETCH 20 FROM c"),
          open(
              "cursor-held",
              "DECLARE c CURSOR WITH HOLD FOR {select};;COMMIT;;FETCH ALL FROM c;;CLOSE ALL"),
          open("copy-query", "COPY ({select}) TO STDOUT"),
          open(
              "copy-as-csv",
              "COPY (SELECT t::text FROM {table} AS t) TO STDOUT (FORMAT csv, HEADER)"),
          shut("copy-table", "COPY ringfence.seal_key TO STDOUT"),
          shut("copy-to-program", "COPY ({select}) TO PROGRAM 'cat'"),
          shut("copy-from-file", "COPY {table} FROM '/etc/passwd'"),
          open("explain", "EXPLAIN (VERBOSE, COSTS) {select}"),
          open("explain-analyze", "EXPLAIN (ANALYZE, VERBOSE, FORMAT JSON) {select}"),
          open(
              "explain-whole-rows",
              "EXPLAIN (ANALYZE, VERBOSE) SELECT t FROM {table} AS t WHERE {leak}"),
          open("leaky-predicate", "SELECT t::text FROM {table} AS t WHERE {leak}"),
          mayFail("forge-and-read", "{forge};;SELECT t::text FROM {table} AS t"),
          mayFail("forge-inside", "SELECT t::text FROM (SELECT {forging}) AS x, {table} AS t"),
          mayFail("forge-behind", "SELECT t::text, {forging} FROM {table} AS t"),
          mayFail(
              "forge-laterally",
              "SELECT t::text FROM {table} AS s, LATERAL (SELECT {forging}) AS x, {table} AS t"),
          mayFail(
              "forge-for-the-session",
              "SELECT set_config('ringfence.context', '{forged}', false);;SELECT t::text FROM {table} AS t"),
          mayFail("set-local", "SET LOCAL ringfence.context = '{forged}';;{select}"),
          mayFail("reset", "RESET ringfence.context;;{select}"),
          mayFail("reset-all", "RESET ALL;;{select}"),
          mayFail("set-role", "SET LOCAL ROLE {role};;SELECT t::text FROM {table} AS t"),
          mayFail("set-role-and-query", "SET LOCAL ROLE {role};;{select}"),
          mayFail(
              "set-config-role",
              "SELECT set_config('role', '{role}', true);;SELECT t::text FROM {table} AS t"),
          mayFail(
              "role-inside",
              "SELECT t::text FROM (SELECT set_config('role', '{role}', true)) AS x, {table} AS t"),
          mayFail("reset-role", "RESET ROLE;;{select}"),
          shut("session-authorization", "SET SESSION AUTHORIZATION ringfence_owner;;{select}"),
          mayFail(
              "row-security-off", "SET LOCAL row_security = off;;SELECT t::text FROM {table} AS t"),
          open(
              "settings-of-the-planner",
              "SET LOCAL enable_seqscan = off;;SET LOCAL enable_hashjoin = off;;{select}"),
          open(
              "parallel",
              "SET LOCAL debug_parallel_query = on;;SET LOCAL parallel_setup_cost = 0;;{select}"),
          open(
              "notices",
              "SET LOCAL client_min_messages = debug1;;SET LOCAL debug_print_plan = on;;{select}"),
          open("search-path", "SET LOCAL search_path = demo, ringfence, pg_catalog;;{select}"),
          mayFail("behind-a-commit", "COMMIT;;{select}"),
          mayFail("behind-a-rollback", "ROLLBACK;;SELECT t::text FROM {table} AS t"),
          open(
              "stash-in-the-session",
              "SELECT set_config('app.stash', t::text, false) FROM {table} AS t;;SET SESSION lock_timeout = '7s';;COMMIT"),
          open("savepoint", "SAVEPOINT s;;{select};;ROLLBACK TO s;;{select}"),
          mayFail(
              "serializable",
              "ROLLBACK;;BEGIN ISOLATION LEVEL SERIALIZABLE;;SELECT {forging};;{select}"),
          shut("temporary-table", "CREATE TEMP TABLE t AS {select}"),
          shut("temporary-view", "CREATE TEMP VIEW t AS {select}"),
          shut("view", "CREATE VIEW demo.v AS {select}"),
          shut(
              "function",
              "CREATE FUNCTION demo.f() RETURNS text LANGUAGE sql AS $f$ SELECT 'x' $f$"),
          shut(
              "function-in-public",
              "CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $f$ SELECT 'x' $f$"),
          shut("schema", "CREATE SCHEMA s"),
          shut("type", "CREATE TYPE demo.e AS ENUM ('x')"),
          open(
              "do-block",
              "DO $d$ DECLARE r record; BEGIN FOR r IN SELECT t::text AS t FROM {table} AS t LOOP RAISE NOTICE '%', r.t; END LOOP; END $d$"),
          mayFail(
              "do-and-forge",
              "DO $d$ DECLARE r text; BEGIN PERFORM {forging}; SELECT string_agg(t::text, ',') INTO r FROM {table} AS t; RAISE WARNING '%', r; END $d$"),
          open(
              "do-that-catches",
              "DO $d$ DECLARE r text; BEGIN BEGIN SET LOCAL ROLE {role}; EXCEPTION WHEN OTHERS THEN NULL; END; SELECT max(t::text) INTO r FROM {table} AS t; RAISE NOTICE '%', r; EXCEPTION WHEN OTHERS THEN RAISE NOTICE '% %', SQLERRM, SQLSTATE; END $d$"),
          shut("alter-table", "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"),
          shut("drop-policy", "DROP POLICY customer_rows ON demo.invoice"),
          shut("create-policy", "CREATE POLICY mine ON demo.invoice USING (true)"),
          shut(
              "trigger",
              "CREATE TRIGGER t AFTER INSERT ON {table} EXECUTE FUNCTION pg_catalog.tsvector_update_trigger()"),
          shut("rule", "CREATE RULE r AS ON SELECT TO {table} DO INSTEAD SELECT 1"),
          shut("index", "CREATE INDEX ON {table} ((1))"),
          shut("grant", "REASSIGN OWNED BY ringfence_owner TO CURRENT_USER"),
          shut("grant-role", "GRANT ringfence_owner TO ringfence_app"),
          shut("truncate", "TRUNCATE demo.invoice CASCADE"),
          shut("alter-system", "ALTER SYSTEM SET row_security = off"),
          open(
              "listen",
              "LISTEN ringfence_directory;;LISTEN x;;NOTIFY x, 'word';;COMMIT;;UNLISTEN *"),
          open(
              "advisory-lock",
              "SELECT pg_advisory_xact_lock({number}), pg_try_advisory_lock({number});;SELECT pg_advisory_unlock_all()"),
          open("lock-table", "LOCK TABLE {table} IN ACCESS SHARE MODE;;{select}"),
          mayFail("lock-rows", "SELECT t::text FROM {table} AS t FOR UPDATE SKIP LOCKED"),
          shut(
              "large-objects",
              "SELECT oid FROM pg_largeobject_metadata;;SELECT lo_get(oid) FROM pg_largeobject_metadata"),
          shut("large-object-of-ones-own", "SELECT lo_from_bytea(0, 'x'::bytea)"),
          shut("large-object-from-file", "SELECT lo_import('/etc/passwd')"),
          shut("file", "SELECT pg_read_file('/etc/passwd')"),
          shut("folder", "SELECT pg_ls_dir('.')"),
          shut("files-of-the-log", "SELECT * FROM pg_ls_waldir()"),
          shut("passwords", "SELECT rolpassword FROM pg_authid"),
          shut("statistics-of-others", "SELECT * FROM pg_statistic"),
          open("query-to-xml", "SELECT query_to_xml('SELECT * FROM {table}', true, false, '')"),
          open("table-to-xml", "SELECT table_to_xml('{table}'::regclass, true, false, '')"),
          mayFail(
              "table-to-xml-and-forge",
              "SELECT query_to_xml('SELECT {forging2}', true, false, ''), query_to_xml('SELECT * FROM {table}', true, false, '')"),
          mayFail("schema-to-xml", "SELECT schema_to_xml('demo', true, false, '')"),
          open("database-to-xml", "SELECT database_to_xml(true, false, '')"),
          open(
              "cursor-to-xml",
              "DECLARE c CURSOR FOR {select};;SELECT cursor_to_xml('c', 100, true, false, '')"),
          open("ts-stat", "SELECT * FROM ts_stat('SELECT to_tsvector(t::text) FROM {table} AS t')"),
          open("statistics", "SELECT * FROM pg_stats WHERE schemaname IN ('demo', 'ringfence')"),
          open(
              "statistics-of-expressions",
              "SELECT * FROM pg_stats_ext;;SELECT * FROM pg_stats_ext_exprs"),
          open("activity", "SELECT * FROM pg_stat_activity"),
          open("statements", "SELECT * FROM pg_prepared_statements;;SELECT * FROM pg_cursors"),
          open("locks", "SELECT * FROM pg_locks"),
          open(
              "replication",
              "SELECT * FROM pg_publication_tables;;SELECT * FROM pg_replication_slots"),
          open(
              "definitions",
              "SELECT pg_get_viewdef(c.oid) FROM pg_class AS c WHERE c.relkind = 'v';;SELECT pg_get_functiondef(p.oid) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname IN ('demo', 'ringfence')"),
          open("policies", "SELECT * FROM pg_policies"),
          open(
              "settings",
              "SELECT * FROM pg_settings WHERE name ~ 'ringfence|role|file';;SELECT * FROM pg_db_role_setting"),
          open(
              "system-columns",
              "SELECT t.ctid, t.xmin, t.tableoid::regclass, t::text FROM {table} AS t"),
          open(
              "tuple-by-its-place",
              "SELECT t::text FROM {table} AS t WHERE t.ctid = ANY (ARRAY(SELECT format('(%s,%s)', b, i)::tid FROM generate_series(0, 9) AS b, generate_series(1, 30) AS i))"),
          open(
              "size",
              "SELECT pg_relation_size('{table}'::regclass), pg_table_size('{table}'::regclass)"),
          open("row-security-active", "SELECT row_security_active('{table}')"),
          shut("bytes-of-pages", "SELECT get_raw_page('demo.invoice', 0)"),
          shut("dblink", "SELECT dblink('dbname=postgres', 'SELECT 1')"),
          shut("functions-of-the-seal", "SELECT * FROM ringfence.seal_key"),
          mayFail(
              "members",
              "SELECT * FROM ringfence.find_member('{forged}', 'demo', 'globex', 'gil')"),
          mayFail("sites", "SELECT * FROM ringfence.find_site('pk_globex')"));

  private static final List<String> LEAKS =
      List.of(
          "(t::text)::integer > 0",
          "1 / (length(t::text) - length(t::text)) = 1",
          "CASE WHEN t::text LIKE '%zq%' THEN 1 / 0 = 1 ELSE true END",
          "to_tsvector(t::text) @@ 'zq:*'",
          "xmlcomment(t::text) IS NOT NULL",
          "t::text ~ '^.(.*)zq'",
          "jsonb_path_exists(to_jsonb(t), '$.*')",
          "set_config('app.' || left(md5(t::text), 8), t::text, true) <> ''");

  private final Draft draft;
  private final Dice dice;
  private final SqlCatalogue catalogue;
  private final Queries queries;
  private GeneratedSql.Fate fate = GeneratedSql.Fate.OPEN;

  Utilities(Draft draft, SqlCatalogue catalogue, Queries queries) {
    this.draft = draft;
    this.dice = draft.dice;
    this.catalogue = catalogue;
    this.queries = queries;
    draft.unsteady();
  }

  private static Template open(String production, String text) {
    return new Template(production, GeneratedSql.Fate.OPEN, text);
  }

  /** What may well be refused because of what it forges, takes off or has no right to. */
  private static Template mayFail(String production, String text) {
    return new Template(production, GeneratedSql.Fate.MAY_FAIL, text);
  }

  private static Template shut(String production, String text) {
    return new Template(production, GeneratedSql.Fate.REFUSED, text);
  }

  /** What the server has to make of what was written. */
  GeneratedSql.Fate fate() {
    return fate;
  }

  String statements() {
    Template template = dice.of(TEMPLATES);
    draft.productions.add(template.production());
    fate = template.fate();
    String text = template.text();
    int at = text.indexOf('{');
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (at >= 0) {
      int end = text.indexOf('}', at);
      filled.append(text, from, at).append(fill(text.substring(at + 1, end)));
      from = end + 1;
      at = text.indexOf('{', from);
    }
    return filled.append(text.substring(from)).toString();
  }

  private String fill(String name) {
    return switch (name) {
      case "select" -> queries.select(List.of(Kind.TEXT, Kind.NUMBER), List.of(), 1);
      case "table" -> dice.of(whole()).name();
      case "role" -> dice.of(queries.aims().roles());
      case "forged" -> dice.of(queries.aims().forged());
      case "forging" ->
          "set_config('ringfence.context', '" + dice.of(queries.aims().forged()) + "', true)";
      case "forging2" ->
          "set_config(''ringfence.context'', ''" + dice.of(queries.aims().forged()) + "'', true)";
      case "forge" ->
          "SELECT set_config('ringfence.context', '"
              + dice.of(queries.aims().forged())
              + "', true)";
      case "leak" -> dice.of(LEAKS);
      case "number" -> Integer.toString(dice.between(1, 99));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private List<Relation> whole() {
    List<Relation> whole = catalogue.open().stream().filter(Relation::whole).toList();
    return whole.isEmpty() ? catalogue.open() : whole;
  }
}
