package dev.ringfence.database;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database and the login to use, in libpq's form {@code postgresql://user:password@host:port/db};
 * see PostgreSQL's chapter "Connection Strings".
 *
 * @param password empty for none
 * @param port 1 to 65535
 */
public record PostgresUri(String user, String password, String host, int port, String database) {

  /**
   * Reads a URI.
   *
   * @throws IllegalArgumentException in a sentence that names what is wrong, without the password
   */
  public static PostgresUri parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a database URI is postgresql://user:password@host/name");
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
      throw new IllegalArgumentException("a database URI begins with postgresql://");
    }
    String info = uri.getRawUserInfo();
    String path = uri.getPath();
    if (info == null || uri.getHost() == null || path == null || path.length() < 2) {
      throw new IllegalArgumentException("a database URI names a user, a host and a database");
    }
    int colon = info.indexOf(':');
    return new PostgresUri(
        decode(colon < 0 ? info : info.substring(0, colon)),
        colon < 0 ? "" : decode(info.substring(colon + 1)),
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        path.substring(1));
  }

  /** The same server and database with another login. */
  public PostgresUri withLogin(String otherUser, String otherPassword) {
    return new PostgresUri(otherUser, otherPassword, host, port, database);
  }

  /** The same server and login with another database. */
  public PostgresUri withDatabase(String otherDatabase) {
    return new PostgresUri(user, password, host, port, otherDatabase);
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
        + encode(database);
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
    return "jdbc:postgresql://" + host + ":" + port + "/" + encode(database);
  }

  PgConnectOptions toConnectOptions() {
    return new PgConnectOptions()
        .setUser(user)
        .setPassword(password)
        .setHost(host)
        .setPort(port)
        .setDatabase(database)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(512)
        .addProperty("application_name", "ringfence");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the password: this may end in a log. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
