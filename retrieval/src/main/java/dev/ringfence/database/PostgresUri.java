package dev.ringfence.database;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database and the login to use, in libpq's form {@code
 * postgresql://user:password@host:port/db?sslmode=…&sslrootcert=…}; see PostgreSQL's chapter
 * "Connection Strings".
 *
 * @param password empty for none
 * @param port 1 to 65535
 */
public record PostgresUri(
    String user, String password, String host, int port, String database, DatabaseTls tls) {
  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://([^:@/?]+)(?::([^@/?]*))?@(\\[[0-9A-Fa-f:.]+]|[^:@/?,\\[\\]]+)"
              + "(?::([0-9]{1,5}))?/([^/?]+)(?:\\?(.*))?");

  /** What may stand in a URI and changes nothing here. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("application_name", "connect_timeout");

  /** A database on a connection that is not encrypted. */
  public PostgresUri(String user, String password, String host, int port, String database) {
    this(user, password, host, port, database, DatabaseTls.DISABLED);
  }

  /**
   * Reads a URI. Without {@code sslmode} it is {@code disable} on this machine, else {@code
   * prefer}.
   *
   * @throws IllegalArgumentException in a sentence that names what is wrong, without the password
   */
  public static PostgresUri parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a database URI is postgresql://user:password@host:port/database, with other characters"
              + " than letters and digits as %20 or the like");
    }
    String host = matcher.group(3);
    int port = matcher.group(4) == null ? 5432 : Integer.parseInt(matcher.group(4));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a database URI's port is 1 to 65535");
    }
    return new PostgresUri(
        decode(matcher.group(1)),
        matcher.group(2) == null ? "" : decode(matcher.group(2)),
        host,
        port,
        decode(matcher.group(5)),
        tls(host, matcher.group(6)));
  }

  private static DatabaseTls tls(String host, @Nullable String query) {
    DatabaseTls.Mode mode = byDefault(host).mode();
    String authorities = "";
    for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
      switch (name) {
        case "sslmode" -> mode = DatabaseTls.Mode.of(value);
        case "sslrootcert" -> authorities = value;
        default -> {
          if (!WITHOUT_EFFECT.contains(name)) {
            throw new IllegalArgumentException(
                "a database URI may carry sslmode and sslrootcert, and nothing else here");
          }
        }
      }
    }
    return new DatabaseTls(mode, authorities);
  }

  private static DatabaseTls byDefault(String host) {
    boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return new DatabaseTls(here ? DatabaseTls.Mode.DISABLE : DatabaseTls.Mode.PREFER, "");
  }

  /** The same server and database with another login. */
  public PostgresUri withLogin(String otherUser, String otherPassword) {
    return new PostgresUri(otherUser, otherPassword, host, port, database, tls);
  }

  /** The same server and login with another database. */
  public PostgresUri withDatabase(String otherDatabase) {
    return new PostgresUri(user, password, host, port, otherDatabase, tls);
  }

  /** The whole URI, password included: for a file that only its owner reads. */
  public String toText() {
    return "postgresql://"
        + encode(user)
        + (password.isEmpty() ? "" : ":" + encode(password))
        + "@"
        + host
        + ":"
        + port
        + "/"
        + encode(database)
        + (tls.equals(byDefault(host)) ? "" : tls.toQuery());
  }

  /** A JDBC connection, for administration alone: the service itself has no use for one. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("ApplicationName", "ringfence");
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + encode(database) + tls.toQuery();
  }

  PgConnectOptions toConnectOptions(Pooler pooler) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setUser(user)
            .setPassword(password)
            .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
            .setPort(port)
            .setDatabase(database)
            .setCachePreparedStatements(pooler == Pooler.NONE)
            .setPreparedStatementCacheMaxSize(512)
            .setPreparedStatementCacheSqlFilter(_ -> true)
            .setUseLayer7Proxy(pooler == Pooler.TRANSACTION);
    options.addProperty("application_name", "ringfence");
    tls.applyTo(options);
    return options;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Its message would quote the password.
      throw new IllegalArgumentException("a database URI has a % without two hexadecimal digits");
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the password: this may end in a log. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
