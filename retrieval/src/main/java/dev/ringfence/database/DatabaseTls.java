package dev.ringfence.database;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a connection to a database is encrypted, in the words of libpq.
 *
 * @param mode what is asked of the server
 * @param authorities the PEM file of the authorities that are trusted, empty for none
 */
public record DatabaseTls(Mode mode, String authorities) {
  static final DatabaseTls DISABLED = new DatabaseTls(Mode.DISABLE, "");

  /** libpq's {@code sslmode}, but for {@code allow}. */
  public enum Mode {
    DISABLE("disable", SslMode.DISABLE),
    PREFER("prefer", SslMode.PREFER),
    REQUIRE("require", SslMode.REQUIRE),
    VERIFY_CA("verify-ca", SslMode.VERIFY_CA),
    VERIFY_FULL("verify-full", SslMode.VERIFY_FULL);

    private final String word;
    private final SslMode driver;

    Mode(String word, SslMode driver) {
      this.word = word;
      this.driver = driver;
    }

    static Mode of(String word) {
      return Arrays.stream(values())
          .filter(mode -> mode.word.equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "a database URI's sslmode is one of "
                          + Arrays.stream(values())
                              .map(mode -> mode.word)
                              .collect(Collectors.joining(", "))));
    }
  }

  /**
   * Checks the two together.
   *
   * @throws IllegalArgumentException when somebody is to be verified, and by nobody
   */
  public DatabaseTls {
    if (authorities.isEmpty() && (mode == Mode.VERIFY_CA || mode == Mode.VERIFY_FULL)) {
      throw new IllegalArgumentException(
          "a database URI with sslmode=" + mode.word + " names a PEM file as sslrootcert");
    }
  }

  /** The parameters of a URI, which libpq and JDBC read alike. */
  String toQuery() {
    return "?sslmode="
        + mode.word
        + (authorities.isEmpty() ? "" : "&sslrootcert=" + PostgresUri.encode(authorities));
  }

  void applyTo(PgConnectOptions options) {
    ClientSSLOptions ssl = new ClientSSLOptions();
    if (authorities.isEmpty()) {
      ssl.setTrustAll(true);
    } else {
      ssl.setTrustOptions(new PemTrustOptions().addCertPath(authorities));
    }
    ssl.setHostnameVerificationAlgorithm(mode == Mode.VERIFY_FULL ? "HTTPS" : "");
    options.setSslMode(mode.driver).setSslOptions(ssl);
  }
}
