package dev.ringfence.embedded;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.SealKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Databases for tests: one PostgreSQL for the whole build, which ends with the build, and a freshly
 * migrated database for whoever asks.
 */
public final class TestDatabases {
  public static final String APP_PASSWORD = "app-of-tests";
  public static final String PUBLIC_PASSWORD = "public-of-tests";

  private TestDatabases() {}

  /** A database of one test class. */
  public record TestDatabase(PostgresUri admin, PostgresUri app, PostgresUri visitors) {
    public static SealKey sealKey() {
      byte[] secret = new byte[32];
      for (int i = 0; i < secret.length; i++) {
        secret[i] = (byte) (i + 1);
      }
      return new SealKey(1, secret);
    }

    /** What the service needs to work on it, with a small pool. */
    public DatabaseSettings settings() {
      return new DatabaseSettings(app, visitors, sealKey(), 4);
    }

    /** Runs SQL as the superuser, around every policy. */
    public void execute(String... statements) {
      try (Connection connection = admin.connect();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A fresh database with the service's own migrations applied. */
  public static TestDatabase create() {
    return copyOf(template("ringfence_template", TestDatabases::migrate));
  }

  /** A fresh database in which nothing is, not even our own schema. */
  public static TestDatabase createEmpty() {
    return createEmptyOn(cluster());
  }

  /** Holds off whoever makes a database meanwhile: logins and their passwords are the cluster's. */
  public static void alone(Runnable work) {
    try (RandomAccessFile file = new RandomAccessFile(root().resolve("lock").toFile(), "rw");
        var lock = file.getChannel().lock()) {
      if (lock.isValid()) {
        work.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A freshly migrated database of another server than the build's. */
  static TestDatabase createOn(PostgresUri server) {
    TestDatabase database = createEmptyOn(server);
    migrate(database.admin());
    return database;
  }

  private static TestDatabase createEmptyOn(PostgresUri server) {
    PostgresUri admin = server.withDatabase("test_" + UUID.randomUUID().toString().substring(0, 8));
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE \"" + admin.database() + "\"");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new TestDatabase(
        admin,
        admin.withLogin("ringfence_app", APP_PASSWORD),
        admin.withLogin("ringfence_public", PUBLIC_PASSWORD));
  }

  /** How a template is filled, once in a build. */
  @FunctionalInterface
  public interface Filling {
    void fill(PostgresUri admin);
  }

  /** A fresh database that is a copy of a template, which is filled at its first use. */
  public static TestDatabase create(String templateName, Filling filling) {
    return copyOf(
        template(
            templateName,
            admin -> {
              migrate(admin);
              filling.fill(admin);
            }));
  }

  private static void migrate(PostgresUri admin) {
    new DatabaseMigrator(admin).migrate(APP_PASSWORD, PUBLIC_PASSWORD, TestDatabase.sealKey());
  }

  private static TestDatabase copyOf(PostgresUri template) {
    PostgresUri server = template.withDatabase("postgres");
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (RandomAccessFile file = new RandomAccessFile(root().resolve("lock").toFile(), "rw");
        var lock = file.getChannel().lock();
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      if (lock.isValid()) {
        statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template.database());
        statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        statement.execute(
            "GRANT CONNECT ON DATABASE " + name + " TO ringfence_app, ringfence_public");
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
    PostgresUri admin = server.withDatabase(name);
    return new TestDatabase(
        admin,
        admin.withLogin("ringfence_app", APP_PASSWORD),
        admin.withLogin("ringfence_public", PUBLIC_PASSWORD));
  }

  private static PostgresUri template(String name, Filling filling) {
    PostgresUri server = cluster();
    PostgresUri template = server.withDatabase(name);
    try (RandomAccessFile file = new RandomAccessFile(root().resolve("lock").toFile(), "rw");
        var lock = file.getChannel().lock();
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      boolean ready;
      try (var rows =
          statement.executeQuery(
              "SELECT 1 FROM pg_database WHERE datname = '" + name + "' AND datistemplate")) {
        ready = rows.next();
      }
      if (lock.isValid() && !ready) {
        statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        statement.execute("CREATE DATABASE " + name);
        filling.fill(template);
        statement.execute("ALTER DATABASE " + name + " IS_TEMPLATE true");
      }
      return template;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The build's cluster, started by whichever test of the build is first. */
  private static synchronized PostgresUri cluster() {
    Path uriFile = root().resolve("uri");
    ProcessHandle build = build();
    Path owner = root().resolve("owner");
    String ownerId = build.pid() + " " + build.info().startInstant().orElseThrow();
    try (RandomAccessFile file = new RandomAccessFile(root().resolve("start").toFile(), "rw");
        var lock = file.getChannel().lock()) {
      if (lock.isValid() && !(Files.exists(owner) && Files.readString(owner).equals(ownerId))) {
        Path folder = root().resolve("cluster-" + build.pid());
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                new PostgresInstaller(
                        PostgresInstaller.defaultCache(), what -> System.out.println("  " + what))
                    .install(),
                folder,
                Map.of(
                    "fsync", "off",
                    "synchronous_commit", "off",
                    "full_page_writes", "off",
                    "max_connections", "300"));
        endWith(build, postgres.process(), folder);
        Files.writeString(uriFile, postgres.admin().toText());
        Files.writeString(owner, ownerId);
      }
      return PostgresUri.parse(Files.readString(uriFile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A watchman outside the JVM: tests run in several, and the cluster outlives each of them. */
  private static void endWith(ProcessHandle build, ProcessHandle postgres, Path folder)
      throws IOException {
    new ProcessBuilder(
            "setsid",
            "sh",
            "-c",
            "while kill -0 $0 2>/dev/null; do sleep 1; done;"
                + " kill -INT $1; sleep 3; kill -KILL $1 2>/dev/null; rm -rf \"$2\"",
            Long.toString(build.pid()),
            Long.toString(postgres.pid()),
            folder.toString())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The nearest Java process above this one: Maven's, or this one where there is none. */
  private static ProcessHandle build() {
    ProcessHandle handle = ProcessHandle.current();
    for (ProcessHandle up : ancestors(handle)) {
      if (up.info().command().filter(command -> command.endsWith("java")).isPresent()) {
        return up;
      }
    }
    return handle;
  }

  private static List<ProcessHandle> ancestors(ProcessHandle handle) {
    List<ProcessHandle> found = new java.util.ArrayList<>();
    for (var up = handle.parent(); up.isPresent(); up = up.get().parent()) {
      found.add(up.get());
    }
    return found;
  }

  private static Path root() {
    String build = System.getProperty("ringfence.build.root");
    Path root =
        (build == null ? Path.of("").toAbsolutePath() : Path.of(build)).resolve("target/postgres");
    try {
      return Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
