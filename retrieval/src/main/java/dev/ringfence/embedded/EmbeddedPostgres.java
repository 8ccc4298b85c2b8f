package dev.ringfence.embedded;

import dev.ringfence.database.PostgresUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A private PostgreSQL: its data in a folder of its own, reached on the loopback interface alone
 * and with a password that was made at its first start.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final Duration START = Duration.ofSeconds(60);

  /** How long a server is given to write everything down, and to end without that. */
  private static final Duration IN_GOOD_ORDER = Duration.ofSeconds(5);

  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private final PostgresInstallation installation;
  private final Path home;
  private final Process process;
  private final PostgresUri admin;

  private EmbeddedPostgres(
      PostgresInstallation installation, Path home, Process process, PostgresUri admin) {
    this.installation = installation;
    this.home = home;
    this.process = process;
    this.admin = admin;
  }

  /**
   * Starts the instance that lives in a folder, and makes it there first if there is none. An
   * instance that was left running there by a crash is ended before.
   *
   * @param folder holds {@code data}, {@code superuser.password} and {@code postgres.log}
   * @param settings of the server, beside our own
   * @throws PostgresUnavailableException when it does not start
   */
  public static EmbeddedPostgres start(
      PostgresInstallation installation, Path folder, Map<String, String> settings) {
    try {
      Files.createDirectories(folder);
      Path home = folder.toAbsolutePath().normalize();
      Path data = home.resolve("data");
      Path log = home.resolve("postgres.log");
      ShellCommand shell = new ShellCommand(home, log);
      String password = createIfMissing(installation, data, shell);
      endLeftover(installation, data, shell);
      int port = freePort();
      Process process = launch(installation, home, log, port, settings);
      PostgresUri admin = new PostgresUri(SUPERUSER, password, "127.0.0.1", port, "postgres");
      EmbeddedPostgres postgres = new EmbeddedPostgres(installation, home, process, admin);
      try {
        postgres.awaitReady(log);
      } catch (PostgresUnavailableException e) {
        postgres.close();
        throw e;
      }
      return postgres;
    } catch (IOException e) {
      throw new PostgresUnavailableException(
          "the private PostgreSQL in " + folder + " could not be set up: " + e.getMessage(), e);
    }
  }

  private static String createIfMissing(
      PostgresInstallation installation, Path data, ShellCommand shell) throws IOException {
    Path passwordFile = data.resolveSibling("superuser.password");
    if (Files.exists(data.resolve("PG_VERSION")) && Files.exists(passwordFile)) {
      return Files.readString(passwordFile).strip();
    }
    if (Files.exists(data)) {
      // initdb was interrupted: it leaves no PG_VERSION behind a finished set-up.
      Files.move(data, data.resolveSibling("data.unfinished-" + System.nanoTime()));
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password + "\n");
    shell.run(
        START,
        ShellCommand.unprivileged(
            List.of(
                installation.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync")));
    return password;
  }

  private static void endLeftover(PostgresInstallation installation, Path data, ShellCommand shell)
      throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    boolean alive =
        ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().commandLine())
            .filter(line -> line.contains(data.toString()))
            .isPresent();
    if (alive) {
      stop(installation, data, shell, "fast", IN_GOOD_ORDER);
    } else {
      Files.deleteIfExists(pidFile);
    }
  }

  private static Process launch(
      PostgresInstallation installation,
      Path home,
      Path log,
      int port,
      Map<String, String> settings)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                installation.program("postgres").toString(),
                "-D",
                home.resolve("data").toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "password_encryption=scram-sha-256",
                "-c",
                "max_connections=100"));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new ProcessBuilder(ShellCommand.unprivileged(command))
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  private void awaitReady(Path log) {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try (Connection connection = admin.connect()) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new PostgresUnavailableException(
              "the private PostgreSQL did not start; its log is " + log, e);
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresUnavailableException("interrupted while PostgreSQL was starting", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The superuser's URI of database {@code postgres}. */
  public PostgresUri admin() {
    return admin;
  }

  /** The server's process, which ends when it is closed. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * Ends the server within some ten seconds: clients are cut off, and what was committed is kept. A
   * machine that is busy may need longer to write everything down; then the next start does that.
   */
  @Override
  public void close() {
    // Who is told to stop is interrupted, and the server has to end in good order all the same.
    boolean interrupted = Thread.interrupted();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    if (process.isAlive()
        && !isStopped("fast", IN_GOOD_ORDER)
        && !isStopped("immediate", AT_ONCE)) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
    try {
      process.waitFor(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      all.forEach(ProcessHandle::destroyForcibly);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped(String mode, Duration limit) {
    try {
      ShellCommand shell = new ShellCommand(home, home.resolve("postgres.log"));
      stop(installation, home.resolve("data"), shell, mode, limit);
      return true;
    } catch (PostgresUnavailableException e) {
      return false;
    }
  }

  /** See PostgreSQL's page on pg_ctl for what the modes are. */
  private static void stop(
      PostgresInstallation installation,
      Path data,
      ShellCommand shell,
      String mode,
      Duration limit) {
    shell.run(
        limit.plusSeconds(1),
        ShellCommand.unprivileged(
            List.of(
                installation.program("pg_ctl").toString(),
                "stop",
                "--pgdata=" + data,
                "--mode=" + mode,
                "--timeout=" + limit.toSeconds())));
  }
}
