package dev.ringfence.database;

import java.util.Collections;
import java.util.List;

/**
 * Something that a stranger's SQL can leave in a session, and how the next one would notice.
 *
 * @param leave statements that leave it behind, each free to fail
 * @param look statements, the last of which shows it as text
 * @param clean what the last one shows where nothing was left
 */
enum Residue {
  SETTING(
      List.of("SELECT set_config('app.stash', 'of the one before', false)"),
      List.of("SELECT coalesce(current_setting('app.stash', true), '')"),
      ""),
  CONTEXT(
      List.of(
          "SELECT set_config('ringfence.context', current_setting('ringfence.context'), false)"),
      // Behind the transaction that binds, what the session itself has shows.
      List.of("ROLLBACK", "SELECT coalesce(current_setting('ringfence.context', true), '')"),
      ""),
  ROLE(
      List.of("SELECT set_config('role', 'ringfence_staff', false)"),
      // Without a pooler a connection begins as a customer's.
      List.of("ROLLBACK", "SELECT current_user::text <> 'ringfence_staff'"),
      "true"),
  SEARCH_PATH(
      List.of("SELECT set_config('search_path', 'demo, pg_catalog', false)"),
      List.of("SHOW search_path"),
      "\"$user\", public"),
  TIMEOUT(
      List.of("SET SESSION statement_timeout = '7s'", "SET SESSION lock_timeout = '7s'"),
      List.of("SELECT current_setting('lock_timeout')"),
      "0"),
  TOO_MUCH_TO_WIPE_IN_TIME(
      // Before version 16 each new name sorts all the others again, so that 2000 take over a
      // second.
      List.of(
          "SELECT set_config('app.stash', 'of the one before', false),"
              + " set_config('statement_timeout', '1', false),"
              + " (SELECT count(set_config('app.x' || i, 'x', false)) FROM generate_series(1,"
              + " CASE WHEN current_setting('server_version_num')::int < 160000 THEN 200 ELSE 2000"
              + " END) AS i)"),
      List.of("SELECT coalesce(current_setting('app.stash', true), '')"),
      ""),
  HELD_CURSOR(
      List.of("DECLARE spy CURSOR WITH HOLD FOR SELECT number FROM demo.invoice"),
      List.of("SELECT count(*)::text FROM pg_cursors WHERE name = 'spy'"),
      "0"),
  TEMPORARY_TABLE(
      List.of("CREATE TEMP TABLE invoice_copy AS SELECT number FROM demo.invoice"),
      List.of(
          "SELECT count(*)::text FROM pg_class WHERE relname = 'invoice_copy'"
              + " AND relnamespace = pg_my_temp_schema()"),
      "0"),
  PREPARED_STATEMENT(
      List.of("PREPARE spy AS SELECT 'of the one before'"),
      List.of("SELECT count(*)::text FROM pg_prepared_statements WHERE from_sql"),
      "0"),
  ADVISORY_LOCK(
      List.of("SELECT pg_advisory_lock(4711)", "SELECT pg_advisory_lock_shared(4712)"),
      List.of(
          "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory'"
              + " AND pid = pg_backend_pid()"),
      "0"),
  LISTENING(
      List.of("LISTEN spy"), List.of("SELECT count(*)::text FROM pg_listening_channels()"), "0"),
  LAST_VALUE(
      List.of("SELECT nextval('demo.counter')"),
      List.of("SELECT lastval()::text"),
      Residue.REFUSED),
  CACHED_PLAN(
      // From the sixth time on a prepared statement may have one plan for everybody.
      Collections.nCopies(7, Residue.NUMBERS), List.of(Residue.NUMBERS), Residue.OWN),
  OPEN_TRANSACTION(
      List.of("COMMIT", "BEGIN ISOLATION LEVEL SERIALIZABLE", "SAVEPOINT spy"),
      List.of("ROLLBACK TO spy"),
      Residue.REFUSED),
  ISOLATION_LEVEL(
      List.of(
          "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE, DEFERRABLE"),
      List.of("SELECT current_setting('transaction_isolation')"),
      "read committed");

  private static final String NUMBERS = "SELECT string_agg(number, ',') FROM demo.invoice";

  /** Stands for the invoice number of the one who looks. */
  static final String OWN = "own";

  /** What is seen of a statement that the server refuses. */
  static final String REFUSED = "refused";

  private final List<String> leave;
  private final List<String> look;
  private final String clean;

  Residue(List<String> leave, List<String> look, String clean) {
    this.leave = leave;
    this.look = look;
    this.clean = clean;
  }

  List<String> leave() {
    return leave;
  }

  List<String> look() {
    return look;
  }

  /** What somebody sees to whom nothing was left. */
  String cleanFor(String ownNumber) {
    return clean.equals(OWN) ? ownNumber : clean;
  }
}
