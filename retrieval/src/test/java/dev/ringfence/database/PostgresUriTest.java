package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUriTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@db/name, u, p, db, 5432, name",
    "postgres://u@db.example:6432/name, u, '', db.example, 6432, name",
    "postgresql://u:p@my_db:5432/name, u, p, my_db, 5432, name",
    "postgresql://u%20v:a%2Fb%3Ac%40d+e#f^g@127.0.0.1/my%20db, u v, a/b:c@d+e#f^g, 127.0.0.1, 5432, my db",
    "postgresql://u:p@[::1]:5433/name, u, p, [::1], 5433, name",
    "postgresql://u:p@db/name?application_name=x&connect_timeout=3, u, p, db, 5432, name",
  })
  void uriIsReadAsLibpqReadsIt(
      String text, String user, String password, String host, int port, String database) {
    PostgresUri uri = PostgresUri.parse(text);
    assertThat(uri.user()).isEqualTo(user);
    assertThat(uri.password()).isEqualTo(password);
    assertThat(uri.host()).isEqualTo(host);
    assertThat(uri.port()).isEqualTo(port);
    assertThat(uri.database()).isEqualTo(database);
    assertThat(PostgresUri.parse(uri.toText())).isEqualTo(uri);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@127.0.0.1/n, DISABLE",
    "postgresql://u:p@db/n, PREFER",
    "postgresql://u:p@db/n?sslmode=disable, DISABLE",
    "postgresql://u:p@127.0.0.1/n?sslmode=require, REQUIRE",
    "postgresql://u:p@db/n?sslmode=verify-ca&sslrootcert=%2Fetc%2Fca.pem, VERIFY_CA",
    "postgresql://u:p@db/n?sslrootcert=/etc/ca.pem&sslmode=verify-full, VERIFY_FULL",
  })
  void encryptionThatIsAskedForIsUsedByBothDrivers(String text, String mode) {
    PostgresUri uri = PostgresUri.parse(text).withLogin("other", "secret").withDatabase("more");
    assertThat(uri.toConnectOptions(Pooler.NONE).getSslMode()).hasToString(mode);
    assertThat(PostgresUri.parse(uri.toText()).tls()).isEqualTo(uri.tls());
    if (text.contains("verify")) {
      assertThat(uri.jdbcUrl()).contains("sslmode=verify-", "sslrootcert=%2Fetc%2Fca.pem");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:hidden@db/n",
        "postgresql://db/n",
        "postgresql://u:hidden@db",
        "postgresql://u:hidden@db,other/n",
        "postgresql://u:hidden@db:99999/n",
        "postgresql://u:hidden%zz@db/n",
        "postgresql://u:hid@den@db/n",
        "postgresql://u:hidden@db/n?sslmode=maybe",
        "postgresql://u:hidden@db/n?sslmode=verify-full",
        "postgresql://u:hidden@db/n?channel_binding=require",
        "postgresql://u:hidden@db/n?options=-c%20role%3Dx",
      })
  void whatCannotBeHonouredIsRefusedAndTheSecretNotRepeated(String text) {
    assertThatThrownBy(() -> PostgresUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a database URI")
        .message()
        .doesNotContain("hid", "den");
  }

  @Test
  void passwordIsNotPrinted() {
    assertThat(PostgresUri.parse("postgresql://u:hidden@db/n")).asString().doesNotContain("hidden");
  }
}
