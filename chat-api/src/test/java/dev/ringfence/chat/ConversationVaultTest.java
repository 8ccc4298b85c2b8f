package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Principal;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Placeholders in a real database, given by several instances at once. */
final class ConversationVaultTest {
  private static final VaultKeys KEYS = new VaultKeys(new byte[32]);

  private static ScriptedModel model;
  private static ServiceWorld one;
  private static ServiceWorld other;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    one = new ServiceWorld(java.util.Optional.of(model.baseUrl()), true);
    other = new ServiceWorld(one, java.util.Optional.of(model.baseUrl()));
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    model.close();
  }

  private static Principal customer(String tenant, String user) throws SQLException {
    try (var connection = one.database.admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT m.tenant_id, m.member_id FROM ringfence.membership m"
                    + " JOIN ringfence.tenant t ON t.id = m.tenant_id WHERE t.slug = '"
                    + tenant
                    + "' AND m.subject = '"
                    + user
                    + "'")) {
      rows.next();
      return new Principal.Customer(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
    }
  }

  private static void open(String user, String conversation) {
    one.chat(one.tokenOf("acme", user), conversation, "Hello", "application/json");
  }

  private static Vault vault(ServiceWorld at, String user, String conversation)
      throws SQLException {
    return new ConversationVault(at.service.database(), KEYS, customer("acme", user), conversation);
  }

  private static SensitiveValue email(int number) {
    return new SensitiveValue(SensitiveType.EMAIL, "vault.canary" + number + "@example.com");
  }

  @Test
  void instancesThatGivePlaceholdersAtOnceGiveOneToEachValueAndOneValueToEach()
      throws SQLException, ExecutionException, InterruptedException {
    open("ana", "crowd");
    long seed = Long.getLong("ringfence.seed", 1);
    List<Future<Map<SensitiveValue, Placeholder>>> running = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        Vault vault = vault(i % 2 == 0 ? one : other, "ana", "crowd");
        Random random = new Random(seed + i);
        running.add(
            threads.submit(
                () -> {
                  Map<SensitiveValue, Placeholder> given = new HashMap<>();
                  for (int round = 0; round < 25; round++) {
                    given.putAll(
                        vault.placeholders(
                            List.of(email(random.nextInt(40)), email(random.nextInt(40)))));
                  }
                  return given;
                }));
      }
    }
    Map<SensitiveValue, Placeholder> all = new HashMap<>();
    for (var each : running) {
      each.get()
          .forEach(
              (value, placeholder) ->
                  assertThat(all.merge(value, placeholder, (a, b) -> a)).isEqualTo(placeholder));
    }
    assertThat(new HashSet<>(all.values())).hasSameSizeAs(all.keySet());
    Vault afterwards = vault(other, "ana", "crowd");
    all.forEach(
        (value, placeholder) ->
            assertThat(afterwards.valueOf(placeholder)).contains(value.value()));
  }

  @Test
  void samePlaceholderStandsForNothingElsewhere() throws SQLException {
    open("ana", "mine");
    open("ana", "mine too");
    open("ben", "mine");
    Placeholder given =
        vault(one, "ana", "mine").placeholders(List.of(email(1))).values().iterator().next();
    assertThat(vault(other, "ana", "mine").valueOf(given)).contains(email(1).value());
    assertThat(vault(one, "ana", "mine too").valueOf(given)).isEmpty();
    assertThat(vault(one, "ben", "mine").valueOf(given)).isEmpty();
  }

  @Test
  void valuesAreSealedForOneConversationOfOneOwner() throws SQLException {
    open("ana", "sealed");
    vault(one, "ana", "sealed").placeholders(List.of(email(7)));
    try (var connection = one.database.admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT p::text, value_sealed FROM ringfence.placeholder p"
                    + " WHERE conversation_id = 'sealed'")) {
      assertThat(rows.next()).isTrue();
      byte[] sealed = rows.getBytes(2);
      assertThat(rows.getString(1) + new String(sealed, ISO_8859_1))
          .doesNotContain("canary", "example.com", "63616e617279");
      Principal ana = customer("acme", "ana");
      Principal ben = customer("acme", "ben");
      String place = "|sealed|" + SensitiveType.EMAIL;
      assertThat(KEYS.open(ana.tenant() + "|" + ana.subject() + place, sealed))
          .isEqualTo(email(7).value());
      assertThatThrownBy(() -> KEYS.open(ben.tenant() + "|" + ben.subject() + place, sealed))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatDidNotBecomeDurableIsForgotten() throws SQLException {
    open("ana", "rolled back");
    Vault vault = vault(one, "ana", "rolled back");
    one.database.execute(
        "ALTER TABLE ringfence.placeholder ADD CONSTRAINT refused CHECK (number < 2) NOT VALID");
    try {
      assertThatThrownBy(() -> vault.placeholders(List.of(email(1), email(2), email(3))))
          .isInstanceOf(RuntimeException.class);
      assertThat(vault.known()).isEmpty();
      assertThat(vault.valueOf(new Placeholder(SensitiveType.EMAIL, 1))).isEmpty();
    } finally {
      one.database.execute("ALTER TABLE ringfence.placeholder DROP CONSTRAINT refused");
    }
    var theirs = vault(other, "ana", "rolled back").placeholders(List.of(email(9)));
    assertThat(vault.placeholders(List.of(email(9)))).isEqualTo(theirs);
  }
}
