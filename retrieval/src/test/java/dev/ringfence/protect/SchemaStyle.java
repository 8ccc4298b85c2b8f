package dev.ringfence.protect;

import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema as somebody might have it, with rows of Ana and Ben of Acme and of Gil of Globex, whose
 * column {@code label} says whose they are.
 */
enum SchemaStyle {
  UUID_KEYS(
      "shop.purchase",
      "tenant_id",
      "customer_id",
      "'00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2'",
      "CREATE SCHEMA shop",
      "CREATE TABLE shop.purchase (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid,"
          + " customer_id uuid, label text NOT NULL)",
      "INSERT INTO shop.purchase (tenant_id, customer_id, label) VALUES"
          + " ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', 'ana'),"
          + " ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a3', 'ben'),"
          + " ('00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b2', 'gil')",
      "GRANT USAGE ON SCHEMA shop TO :app",
      "GRANT SELECT, INSERT, UPDATE, DELETE ON shop.purchase TO :app"),

  BIGINT_KEYS(
      "public.orders",
      "org_id",
      "user_id",
      "1, 11",
      "CREATE TABLE public.organization (id bigint PRIMARY KEY)",
      "INSERT INTO public.organization VALUES (1), (2)",
      "CREATE TABLE public.orders (id bigserial PRIMARY KEY, org_id bigint NOT NULL REFERENCES"
          + " public.organization (id), user_id bigint NOT NULL, label text NOT NULL)",
      "INSERT INTO public.orders (org_id, user_id, label) VALUES (1, 11, 'ana'), (1, 12, 'ben'),"
          + " (2, 11, 'gil')",
      "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :app",
      "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :app",
      ids("1", "2", "11", "12", "11")),

  TEXT_AND_INTEGER_KEYS(
      "stripe.charge",
      "account",
      "customer",
      "7, 'cus_ana'",
      "CREATE SCHEMA stripe",
      "CREATE TABLE stripe.charge (id text DEFAULT md5(random()::text) PRIMARY KEY, account integer"
          + " NOT NULL, customer text NOT NULL, label varchar(20))",
      "INSERT INTO stripe.charge (account, customer, label) VALUES (7, 'cus_ana', 'ana'),"
          + " (7, 'cus_ben', 'ben'), (8, 'cus_gil', 'gil')",
      "GRANT USAGE ON SCHEMA stripe TO :app",
      "GRANT ALL ON stripe.charge TO :app",
      ids("7", "8", "cus_ana", "cus_ben", "cus_gil")),

  UUID_TENANT_WITH_TEXT_OWNER(
      "crm.\"Deal\"",
      "Workspace",
      "contactRef",
      "'00000000-0000-4000-8000-0000000000a1', 'c-ana'",
      "CREATE SCHEMA crm",
      "CREATE TABLE crm.\"Deal\" (\"Workspace\" uuid NOT NULL, \"contactRef\" varchar(40), id uuid"
          + " DEFAULT gen_random_uuid(), label text, PRIMARY KEY (\"Workspace\", id))",
      "INSERT INTO crm.\"Deal\" (\"Workspace\", \"contactRef\", label) VALUES"
          + " ('00000000-0000-4000-8000-0000000000a1', 'c-ana', 'ana'),"
          + " ('00000000-0000-4000-8000-0000000000a1', 'c-ben', 'ben'),"
          + " ('00000000-0000-4000-8000-0000000000b1', 'c-gil', 'gil')",
      "GRANT USAGE ON SCHEMA crm TO :app",
      "GRANT ALL ON crm.\"Deal\" TO PUBLIC",
      ids(null, null, "c-ana", "c-ben", "c-gil")),

  PARTITIONED(
      "metering.event",
      "org_id",
      "user_id",
      "1, 11",
      "CREATE SCHEMA metering",
      "CREATE TABLE metering.event (org_id bigint NOT NULL, user_id bigint NOT NULL, id uuid NOT NULL"
          + " DEFAULT gen_random_uuid(), at date NOT NULL DEFAULT '2026-02-02', label text,"
          + " PRIMARY KEY (org_id, user_id, at, id)) PARTITION BY RANGE (at)",
      "CREATE TABLE metering.event_2025 PARTITION OF metering.event FOR VALUES FROM ('2025-01-01') TO"
          + " ('2026-01-01')",
      "CREATE TABLE metering.event_2026 PARTITION OF metering.event FOR VALUES FROM ('2026-01-01') TO"
          + " ('2027-01-01') PARTITION BY LIST (org_id)",
      "CREATE TABLE metering.event_2026_all PARTITION OF metering.event_2026 DEFAULT",
      "INSERT INTO metering.event (org_id, user_id, at, label) VALUES (1, 11, '2025-05-05', 'ana'),"
          + " (1, 12, '2026-05-05', 'ben'), (2, 11, '2026-05-05', 'gil')",
      "GRANT USAGE ON SCHEMA metering TO :app",
      "GRANT ALL ON ALL TABLES IN SCHEMA metering TO :app",
      ids("1", "2", "11", "12", "11")),

  OWNED_BY_THE_APPLICATION(
      "app.booking",
      "tenant",
      "person",
      "'acme', 'ana'",
      "CREATE SCHEMA app AUTHORIZATION :app",
      "CREATE TABLE app.booking (tenant text NOT NULL, person text NOT NULL, label text)",
      "ALTER TABLE app.booking OWNER TO :app",
      "INSERT INTO app.booking VALUES ('acme', 'ana', 'ana'), ('acme', 'ben', 'ben'),"
          + " ('globex', 'ana', 'gil')",
      ids("acme", "globex", "ana", "ben", "ana"));

  final String table;
  final String tenantColumn;
  final String ownerColumn;

  /** The owner's columns of a row of Ana's. */
  final String anas;

  private final String sql;

  SchemaStyle(String table, String tenantColumn, String ownerColumn, String anas, String... sql) {
    this.table = table;
    this.tenantColumn = tenantColumn;
    this.ownerColumn = ownerColumn;
    this.anas = anas;
    this.sql = String.join(";\n", sql);
  }

  /** How the operator enters the ids of two tenants and three customers. */
  private static String ids(
      @Nullable String acme, @Nullable String globex, String ana, String ben, String gil) {
    return "UPDATE ringfence.tenant SET external_id = CASE slug WHEN 'acme' THEN "
        + (acme == null ? "NULL" : "'" + acme + "'")
        + " ELSE "
        + (globex == null ? "NULL" : "'" + globex + "'")
        + " END; INSERT INTO ringfence.external_id VALUES ('"
        + OperatorDatabase.ACME
        + "', '"
        + OperatorDatabase.ANA
        + "', '"
        + ana
        + "'), ('"
        + OperatorDatabase.ACME
        + "', '"
        + OperatorDatabase.BEN
        + "', '"
        + ben
        + "'), ('"
        + OperatorDatabase.GLOBEX
        + "', '"
        + OperatorDatabase.GIL
        + "', '"
        + gil
        + "')";
  }

  OperatorDatabase create() {
    return new OperatorDatabase(sql);
  }

  OperatorDatabase on(TestDatabase database) {
    return new OperatorDatabase(database, sql);
  }

  String labels() {
    return "SELECT label FROM " + table + " ORDER BY label";
  }

  ProtectRequest request(String... keepRoles) {
    return new ProtectRequest(table, tenantColumn, ownerColumn, Set.of(keepRoles), false, false);
  }

  ProtectRequest writable(String... keepRoles) {
    return new ProtectRequest(table, tenantColumn, ownerColumn, Set.of(keepRoles), true, false);
  }
}
