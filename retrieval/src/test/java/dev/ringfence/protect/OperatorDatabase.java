package dev.ringfence.protect;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An operator's database with a schema of theirs, a login of their application, and two tenants.
 */
final class OperatorDatabase implements AutoCloseable {
  static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
  static final UUID ANA = UUID.fromString("00000000-0000-4000-8000-0000000000a2");
  static final UUID BEN = UUID.fromString("00000000-0000-4000-8000-0000000000a3");
  static final UUID SAM = UUID.fromString("00000000-0000-4000-8000-0000000000a4");
  static final UUID GLOBEX = UUID.fromString("00000000-0000-4000-8000-0000000000b1");
  static final UUID GIL = UUID.fromString("00000000-0000-4000-8000-0000000000b2");

  static final Principal.Customer ana = new Principal.Customer(ACME, ANA);
  static final Principal.Customer ben = new Principal.Customer(ACME, BEN);
  static final Principal.Customer gil = new Principal.Customer(GLOBEX, GIL);
  static final Principal.Staff sam = new Principal.Staff(ACME, SAM);

  final TestDatabase database;
  final String app = "shop_" + UUID.randomUUID().toString().substring(0, 8);
  final TableProtection protection;
  private final Vertx vertx = Vertx.vertx();
  final TenantDatabase tenants;

  /**
   * @param sql in which {@code :app} is the application's login
   */
  OperatorDatabase(String... sql) {
    this(TestDatabases.create(), sql);
  }

  OperatorDatabase(TestDatabase database, String... sql) {
    this.database = database;
    this.protection = new TableProtection(database.admin());
    this.tenants = new TenantDatabase(vertx, database.settings(), Clock.systemUTC());
    execute("CREATE ROLE :app LOGIN PASSWORD 'app'");
    execute(
        "DO $$ BEGIN EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO :app',"
            + " current_database()); END $$");
    execute(
        "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('"
            + ACME
            + "', 'acme', 'Acme'), ('"
            + GLOBEX
            + "', 'globex', 'Globex')");
    execute(sql);
  }

  void execute(String... statements) {
    for (String sql : statements) {
      database.execute(sql.replace(":app", app));
    }
  }

  /** What the first column of a query shows to a principal of the service. */
  List<String> seen(Principal principal, String sql) {
    return tenants.inTransaction(
        principal,
        Access.READ,
        connection ->
            connection.queryDeclared(sql, List.of(), Duration.ofSeconds(5)).stream()
                .map(row -> String.valueOf(row.getValue(0)))
                .toList());
  }

  void write(Principal principal, String sql) {
    tenants.inTransaction(
        principal,
        Access.WRITE,
        connection -> connection.queryDeclared(sql, List.of(), Duration.ofSeconds(5)).size());
  }

  /** What the first column of a statement gives to the application's own login. */
  List<String> asApp(String sql) {
    return rows(database.admin().withLogin(app, "app"), sql);
  }

  List<String> asAdmin(String sql) {
    return rows(database.admin(), sql.replace(":app", app));
  }

  private static List<String> rows(dev.ringfence.database.PostgresUri uri, String sql) {
    try (Connection connection = uri.connect();
        Statement statement = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        try (var result = statement.getResultSet()) {
          while (result.next()) {
            rows.add(String.valueOf(result.getString(1)));
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /**
   * Everything that the catalogue says about the operator's schemas: rights, columns, keys,
   * indexes, policies. Rights are compared by what they are, since null means the owner's alone.
   */
  List<String> catalogue() {
    return asAdmin(
        """
        WITH n AS (SELECT * FROM pg_namespace WHERE nspname !~ '^pg_'
                   AND nspname NOT IN ('information_schema', 'ringfence')),
             c AS (SELECT c.*, n.nspname FROM pg_class c JOIN n ON n.oid = c.relnamespace)
        SELECT 'schema ' || nspname || ' ' || ARRAY(SELECT a::text FROM unnest(coalesce(nspacl,
               acldefault('n', nspowner))) a ORDER BY 1)::text FROM n
        UNION ALL SELECT format('%s %s.%s owner %s row security %s %s rights %s', relkind, nspname,
               relname, relowner::regrole, relrowsecurity, relforcerowsecurity,
               ARRAY(SELECT a::text FROM unnest(coalesce(relacl, acldefault('r', relowner))) a
                     ORDER BY 1)) FROM c
        UNION ALL SELECT format('column %s.%s.%s %s %s', nspname, relname, attname, attnotnull, attacl)
               FROM c JOIN pg_attribute a ON a.attrelid = c.oid AND attnum > 0 AND relkind IN ('r', 'p')
        UNION ALL SELECT format('constraint %s.%s %s %s', nspname, relname, conname,
               pg_get_constraintdef(k.oid)) FROM c JOIN pg_constraint k ON k.conrelid = c.oid
        UNION ALL SELECT pg_get_indexdef(c.oid) FROM c WHERE relkind IN ('i', 'I')
        UNION ALL SELECT format('policy %s on %s.%s %s %s %s %s %s', polname, nspname, relname,
               polpermissive, polcmd, polroles::regrole[], pg_get_expr(polqual, polrelid),
               pg_get_expr(polwithcheck, polrelid)) FROM c JOIN pg_policy p ON p.polrelid = c.oid
        ORDER BY 1
        """);
  }

  @Override
  public void close() {
    tenants.close();
    vertx.close();
  }
}
