package dev.ringfence.embedded;

import dev.ringfence.database.PostgresUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PgBouncer in transaction mode in front of a test's PostgreSQL, with everything of its own
 * in a folder that goes with it. What a session leaves on a server it leaves there for the next
 * client.
 */
public final class PgBouncer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final Path folder;
  private final int port;

  private PgBouncer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one, and waits until it listens.
   *
   * @param servers connections to the server for each login and database
   * @param logins who may come in
   */
  public static PgBouncer start(int servers, List<PostgresUri> logins) {
    try {
      Path folder = Files.createTempDirectory("pgbouncer-");
      int port = freePort();
      StringBuilder users = new StringBuilder();
      for (PostgresUri login : logins) {
        users.append("\"%s\" \"%s\"%n".formatted(login.user(), login.password()));
      }
      Files.writeString(folder.resolve("users.txt"), users);
      Files.writeString(
          folder.resolve("pgbouncer.ini"),
          """
          [databases]
          * = host=127.0.0.1 port=%d
          [pgbouncer]
          listen_addr = 127.0.0.1
          listen_port = %d
          unix_socket_dir =
          auth_type = scram-sha-256
          auth_file = users.txt
          pool_mode = transaction
          default_pool_size = %d
          max_client_conn = 200
          ignore_startup_parameters = extra_float_digits
          """
              .formatted(logins.getFirst().port(), port, servers));
      Process process =
          new ProcessBuilder(ShellCommand.unprivileged(List.of(program(), "-q", "pgbouncer.ini")))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      PgBouncer pooler = new PgBouncer(process, folder, port);
      pooler.awaitListening();
      return pooler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program() {
    return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this profile needs PgBouncer"));
  }

  private void awaitListening() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    String log = Files.readString(folder.resolve("log"));
    close();
    throw new IllegalStateException("PgBouncer did not start: " + log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A login's way to its database, through the pooler. */
  public PostgresUri through(PostgresUri direct) {
    return new PostgresUri(direct.user(), direct.password(), "127.0.0.1", port, direct.database());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
