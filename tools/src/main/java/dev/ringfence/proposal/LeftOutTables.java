package dev.ringfence.proposal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tables that hold no customer's rows, or none that anybody should ask about. */
final class LeftOutTables {
  private static final Map<String, String> SCHEMAS =
      Map.ofEntries(
          Map.entry("auth", "of the identity provider in the database"),
          Map.entry("storage", "of a file storage's own"),
          Map.entry("realtime", "of a platform's own"),
          Map.entry("_realtime", "of a platform's own"),
          Map.entry("supabase_functions", "of a platform's own"),
          Map.entry("supabase_migrations", "of a migration tool"),
          Map.entry("_analytics", "of a platform's own"),
          Map.entry("extensions", "of a platform's own"),
          Map.entry("vault", "it holds secrets"),
          Map.entry("pgsodium", "it holds secrets"),
          Map.entry("net", "of a platform's own"),
          Map.entry("graphql", "of a platform's own"),
          Map.entry("cron", "of a scheduler"),
          Map.entry("pgboss", "of a job queue"),
          Map.entry("graphile_worker", "of a job queue"),
          Map.entry("hdb_catalog", "of a platform's own"),
          Map.entry("drizzle", "of a migration tool"),
          Map.entry("partman", "of an extension"));

  private static final Pattern MIGRATIONS =
      Pattern.compile(
          "schema_migrations?|ar_internal_metadata|schema_info|flyway_.*|databasechangelog(lock)?"
              + "|knex_migrations.*|_prisma_migrations|__drizzle_migrations|sequelizemeta"
              + "|alembic_version|goose_db_version|migrations?|typeorm_metadata|__efmigrationshistory"
              + "|doctrine_migration_versions|atlas_schema_revisions|pgmigrations|phinxlog");

  private static final Pattern FRAMEWORK =
      Pattern.compile(
          "django_.*|auth_(group|permission|user_groups|user_user_permissions|group_permissions)"
              + "|active_storage_.*|action_(text|mailbox)_.*|solid_(queue|cache|cable)_.*|oban_.*"
              + "|delayed_jobs?|good_jobs?.*|que_.*|celery_.*|django_celery_.*|failed_jobs|job_batches"
              + "|cache(_locks)?|telescope_.*|spatial_ref_sys|qrtz_.*|act_.*|jobs|_prisma_.*");

  private static final Set<String> SIGN_IN =
      Set.of(
          "session",
          "token",
          "credential",
          "password",
          "otp",
          "passkey",
          "oauth",
          "secret",
          "apikey",
          "webhook",
          "nonce",
          "authenticator",
          "permission",
          "role");

  private static final Set<String> RECORDS =
      Set.of("log", "audit", "trace", "history", "outbox", "inbox", "queue", "metric", "telemetry");

  private LeftOutTables() {}

  /**
   * Why a table is left out; empty where it may be a customer's.
   *
   * @param asked schemas that somebody asked for by name
   */
  static Optional<String> reason(SchemaTable table, Set<String> asked) {
    String name = table.id().name().toLowerCase(java.util.Locale.ROOT);
    if (!table.obstacle().isEmpty()) {
      return Optional.of(table.obstacle());
    }
    String schema = table.id().schema();
    if (SCHEMAS.containsKey(schema) && !asked.contains(schema)) {
      return Optional.of(SCHEMAS.get(schema));
    }
    if (MIGRATIONS.matcher(name).matches()) {
      return Optional.of("of a migration tool");
    }
    if (FRAMEWORK.matcher(name).matches()) {
      return Optional.of("of a framework");
    }
    if (table.words().isEmpty()) {
      return Optional.empty();
    }
    String last = table.singular();
    boolean key = table.words().size() > 1 && last.equals("key") && table.words().contains("api");
    if (SIGN_IN.contains(last) || key) {
      return Optional.of("it looks like sign-in, rights or secrets");
    }
    return RECORDS.contains(last)
        ? Optional.of("it looks like a record of what happened inside")
        : Optional.empty();
  }
}
