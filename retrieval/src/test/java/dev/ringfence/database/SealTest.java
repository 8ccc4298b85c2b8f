package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the database takes for a seal, asked with SQL of its own on a connection of the service's.
 */
class SealTest {
  private static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
  private static final UUID ANA = UUID.fromString("00000000-0000-4000-8000-0000000000a2");
  private static final ContextSeal CONTEXT = ContextSeal.of(new Principal.Customer(ACME, ANA));
  private static final Duration ROTATION = Duration.ofHours(1);

  private static TestDatabase database;
  private static Connection connection;
  private static SealingKey key;
  private static int process;

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabases.create();
    connection = database.app().connect();
    key = SealingKey.at(TestDatabase.sealKey(), Instant.now(), ROTATION);
    install(key, TestDatabase.sealKey(), key.proof(TestDatabase.sealKey()));
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      process = rows.getInt(1);
      statement.execute("SET ROLE ringfence_customer");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static void install(SealingKey given, SealKey root, String proof) throws SQLException {
    try (Connection app = database.app().connect();
        PreparedStatement install =
            app.prepareStatement("SELECT ringfence.install_seal_key(?, ?, ?, ?, ?, ?)")) {
      install.setInt(1, root.id());
      install.setString(2, given.id());
      install.setBytes(3, given.hmac().innerPad());
      install.setBytes(4, given.hmac().outerPad());
      install.setObject(5, given.validUntil().atOffset(java.time.ZoneOffset.UTC));
      install.setString(6, proof);
      install.execute();
    }
  }

  /** Who the database takes the bearer of a context for; fails with the server's error. */
  private static String customerOf(String context) throws SQLException {
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT s.tenant || ' ' || s.customer FROM (SELECT set_config('ringfence.context', ?,"
                + " false) OFFSET 0) AS bound, LATERAL (SELECT * FROM ringfence.customer_scope()"
                + " WHERE bound IS NOT NULL) AS s")) {
      ask.setString(1, context);
      try (var rows = ask.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static void assertRefused(String context) {
    assertThatThrownBy(() -> customerOf(context))
        .as(context)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }

  @Test
  void theServicesOwnSealIsTaken() throws SQLException {
    assertThat(customerOf(CONTEXT.seal(key, Instant.now(), process))).isEqualTo(ACME + " " + ANA);
    assertThat(customerOf(CONTEXT.seal(key, Instant.now(), ContextSeal.ANY_PROCESS)))
        .isEqualTo(ACME + " " + ANA);
  }

  @Test
  void tenThousandSealsThatAreNotOursAreRefused() {
    long seed = Long.getLong("ringfence.seed", 20261121L);
    System.out.println("  seals refused with -Dringfence.seed=" + seed);
    SealForger forger = new SealForger(new Random(seed), key, CONTEXT, process);
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String forged = forger.next();
      try {
        taken.add(forged + " as " + customerOf(forged));
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(forged).isEqualTo("28000");
      }
    }
    assertThat(taken).isEmpty();
    assertThat(forger.kinds()).hasSize(SealForger.KINDS);
  }

  @Test
  void sealIsRefusedOnAnotherConnection() {
    assertRefused(CONTEXT.seal(key, Instant.now(), process + 1));
  }

  @Test
  void sealIsRefusedWhenItsTimeIsOver() {
    assertRefused(
        CONTEXT.seal(key, Instant.now().minus(ContextSeal.LIFETIME).minusMillis(5), process));
  }

  @Test
  void sealOfAnotherRoleIsRefused() {
    assertRefused(ContextSeal.of(new Principal.Staff(ACME, ANA)).seal(key, Instant.now(), process));
    assertRefused(ContextSeal.ofAudit(ACME).seal(key, Instant.now(), process));
  }

  @Test
  void keyThatIsNotShownToBeTheServicesIsRefused() {
    SealKey stranger = new SealKey(TestDatabase.sealKey().id(), new byte[32]);
    SealingKey forged = SealingKey.at(stranger, Instant.now().plus(ROTATION), ROTATION);
    assertThatThrownBy(() -> install(forged, stranger, forged.proof(stranger)))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    // A true proof, of another key.
    assertThatThrownBy(() -> install(forged, stranger, key.proof(TestDatabase.sealKey())))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void keyOfThePastOrOfTheFarFutureIsRefused() {
    SealKey root = TestDatabase.sealKey();
    for (Duration away : List.of(Duration.ofHours(-2), Duration.ofDays(4))) {
      SealingKey other = SealingKey.at(root, Instant.now().plus(away), ROTATION);
      assertThatThrownBy(() -> install(other, root, other.proof(root)))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void sealUnderAKeyWhoseTimeIsOverIsRefused() throws SQLException {
    SealKey root = TestDatabase.sealKey();
    SealingKey next = SealingKey.at(root, Instant.now().plus(ROTATION), ROTATION);
    install(next, root, next.proof(root));
    String sealed = CONTEXT.seal(next, Instant.now(), process);
    assertThat(customerOf(sealed)).isEqualTo(ACME + " " + ANA);
    database.execute(
        "UPDATE ringfence.seal_key SET valid_until = clock_timestamp() WHERE id = '%s'"
            .formatted(next.id()));
    assertRefused(sealed);
  }

  @Test
  void strangersSqlReadsNoKeyAndMakesNone() {
    for (String sql :
        List.of(
            "SELECT inner_pad FROM ringfence.seal_key",
            "SELECT inner_pad FROM ringfence.seal_root",
            "INSERT INTO ringfence.seal_key VALUES ('1.1', '', '', now())",
            "DELETE FROM ringfence.seal_key",
            "ALTER FUNCTION ringfence.principal(text) IMMUTABLE",
            "SET ROLE ringfence_seal",
            "SET SESSION AUTHORIZATION ringfence_seal")) {
      assertThatThrownBy(
              () -> {
                try (Connection app = database.app().connect();
                    Statement statement = app.createStatement()) {
                  statement.execute(sql);
                }
              })
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }
}
