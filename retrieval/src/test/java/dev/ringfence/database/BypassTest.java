package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ways around row-level security that are known, run with raw SQL on a connection of the
 * service's login that is bound to Ana: no foreign row is shown, and none is changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BypassTest {
  private static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
  private static final UUID ANA = UUID.fromString("00000000-0000-4000-8000-0000000000a2");
  private static final String CANARY = "canary-";

  /** An attack that ends so was misspelt: syntax, or a name that there is not. */
  private static final Set<String> MISSPELT = Set.of("42601", "42703", "42P02", "42804", "22023");

  private TestDatabase database;
  private SealingKey key;

  /** The server to try. */
  TestDatabase create() {
    return TestDatabases.create();
  }

  @BeforeAll
  void open() throws SQLException, IOException {
    database = create();
    try (InputStream world = BypassTest.class.getResourceAsStream("/fence/world.sql")) {
      database.execute(
          new String(Objects.requireNonNull(world).readAllBytes(), StandardCharsets.UTF_8));
    }
    SealKey root = TestDatabase.sealKey();
    key = SealingKey.at(root, Instant.now(), Duration.ofHours(1));
    try (Connection app = database.app().connect();
        var install = app.prepareStatement("SELECT ringfence.install_seal_key(?, ?, ?, ?, ?, ?)")) {
      install.setInt(1, root.id());
      install.setString(2, key.id());
      install.setBytes(3, key.hmac().innerPad());
      install.setBytes(4, key.hmac().outerPad());
      install.setObject(5, key.validUntil().atOffset(java.time.ZoneOffset.UTC));
      install.setString(6, key.proof(root));
      install.execute();
    }
  }

  static List<SqlAttack> attacks() {
    return SqlAttack.all();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void noForeignRowIsShownOrChanged(SqlAttack attack) throws SQLException {
    List<String> before = foreignRows();
    Attempt attempt = attempt(attack);
    assertThat(attempt.seen()).as("what was seen").doesNotContain(CANARY);
    assertThat(foreignRows()).as("foreign rows afterwards").isEqualTo(before);
    assertThat(attempt.results())
        .as("statements that the server understood")
        .noneMatch(result -> MISSPELT.contains(result.state()));
    Stranger.Result last = attempt.results().getLast();
    switch (attack.outcome()) {
      case OWN -> assertThat(last.last()).contains("ana");
      case NONE -> assertThat(List.of(last.state(), last.rows())).containsExactly("", 0);
      case REFUSED -> assertThat(last.refused()).as(last.last()).isTrue();
      case SAME -> assertThat(attempt.results().getFirst()).isEqualTo(last);
      case ANY -> assertThat(attempt.results()).isNotEmpty();
    }
  }

  @Test
  void atLeastSixtyAttacksAreTriedInEachClassThatIsKnown() {
    List<SqlAttack> attacks = attacks();
    assertThat(attacks.stream().map(SqlAttack::name).distinct()).hasSizeGreaterThan(60);
    assertThat(attacks.stream().map(attack -> attack.name().split(" /", 2)[0]).distinct())
        .contains(
            "forging",
            "roles",
            "settings",
            "plans",
            "definition",
            "other ways in",
            "leaky predicates",
            "writes",
            "statistics",
            "service",
            "server",
            "existence");
  }

  /** Each protection taken away in turn: some attack must then get through. */
  @ParameterizedTest
  @MethodSource("dev.ringfence.database.FenceSabotage#all")
  void suiteNoticesWhenAProtectionIsGone(FenceSabotage sabotage) throws SQLException {
    try (Connection admin = database.admin().connect();
        Statement statement = admin.createStatement()) {
      statement.execute(sabotage.remove());
    }
    try {
      List<String> through = new ArrayList<>();
      List<String> held = new ArrayList<>();
      for (SqlAttack attack : attacks()) {
        if (sabotage.attacks().contains(attack.name())) {
          Attempt attempt = attempt(attack);
          if (attempt.seen().contains(CANARY) || !attempt.results().getLast().refused()) {
            through.add(attack.name());
          } else {
            held.add(attack.name() + ": " + attempt.results().getLast().last());
          }
        }
      }
      assertThat(through)
          .as("held: %s", held)
          .containsExactlyInAnyOrderElementsOf(sabotage.attacks());
    } finally {
      try (Connection admin = database.admin().connect();
          Statement statement = admin.createStatement()) {
        statement.execute(sabotage.restore());
      }
    }
  }

  private record Attempt(List<Stranger.Result> results, String seen) {}

  private Attempt attempt(SqlAttack attack) throws SQLException {
    try (Stranger stranger = new Stranger(database.app().connect())) {
      String context =
          ContextSeal.of(new Principal.Customer(ACME, ANA))
              .seal(key, Instant.now(), stranger.process());
      stranger.bind(context);
      SqlAttack filled =
          attack.knowing(
              Map.of(
                  "context",
                  context,
                  "acme",
                  ACME.toString(),
                  "ana",
                  ANA.toString(),
                  "ben",
                  "00000000-0000-4000-8000-0000000000a3",
                  "globex",
                  "00000000-0000-4000-8000-0000000000b1",
                  "gil",
                  "00000000-0000-4000-8000-0000000000b2"));
      boolean alone = attack.outcome() != SqlAttack.Outcome.SAME;
      List<Stranger.Result> results =
          alone
              ? stranger.run(filled.statements())
              : filled.statements().stream()
                  .map(sql -> stranger.run(List.of("BEGIN", sql, "ROLLBACK")).get(1))
                  .map(BypassTest::withoutWhatWasTyped)
                  .toList();
      return new Attempt(results, withoutWhatWasTyped(stranger.seen(), filled));
    }
  }

  /** The server quotes statements and keys in its errors: what the attacker wrote is no leak. */
  private static String withoutWhatWasTyped(String seen, SqlAttack attack) {
    String left = seen;
    for (String sql : attack.statements()) {
      for (String word : sql.split("[^a-z0-9-]+", -1)) {
        if (word.startsWith(CANARY)) {
          left = left.replace(word, "");
        }
      }
    }
    return left;
  }

  private static Stranger.Result withoutWhatWasTyped(Stranger.Result result) {
    return new Stranger.Result(
        result.last().replaceAll("canary-[a-z]+|nobody|[0-9a-f]{8}-[0-9a-f-]{27}", "?"),
        result.state(),
        result.rows());
  }

  private List<String> foreignRows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection admin = database.admin().connect();
        Statement statement = admin.createStatement();
        var found =
            statement.executeQuery(
                "SELECT i::text FROM demo.invoice AS i WHERE customer_id <> '%s'".formatted(ANA)
                    + " UNION ALL SELECT m::text FROM ringfence.message AS m WHERE owner_id <> '%s'"
                        .formatted(ANA)
                    + " UNION ALL SELECT polname || polrelid::regclass::text FROM pg_policy"
                    + " UNION ALL SELECT relname || relacl::text FROM pg_class WHERE relacl"
                    + " IS NOT NULL ORDER BY 1")) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
