package dev.ringfence.chat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real nginx in front of the service: one process with everything of its own in a folder that
 * goes with it. It caches as much as it may, by the address alone, and serves stale what it cannot
 * renew.
 */
final class Nginx implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      error_log error.log warn;
      events { worker_connections 256; }
      http {
        access_log off;
        client_body_temp_path bodies;
        proxy_temp_path proxied;
        fastcgi_temp_path unused-1;
        uwsgi_temp_path unused-2;
        scgi_temp_path unused-3;
        large_client_header_buffers 4 64k;
        client_max_body_size 20m;
        proxy_cache_path honest keys_zone=honest:1m;
        proxy_cache_path careless keys_zone=careless:1m;
        proxy_cache_key $request_uri;
        proxy_cache_methods GET HEAD POST;
        proxy_cache_valid any 10m;
        proxy_cache_revalidate on;
        proxy_cache_background_update on;
        proxy_cache_use_stale error timeout invalid_header updating http_500 http_502 http_503
            http_504 http_403 http_404 http_429;
        proxy_force_ranges on;
        add_header X-Cache $upstream_cache_status always;
        # Reads what a response says about being kept.
        server {
          listen 127.0.0.1:HONEST;
          location / {
            proxy_cache honest;
            proxy_http_version 1.1;
            proxy_pass http://127.0.0.1:SERVICE;
          }
        }
        # The same, but as if responses said nothing about being kept.
        server {
          listen 127.0.0.1:CARELESS;
          location / {
            proxy_cache careless;
            proxy_http_version 1.1;
            proxy_ignore_headers Cache-Control Expires Vary;
            proxy_pass http://127.0.0.1:SERVICE;
          }
        }
        # As somebody writes it who only wants a cache, with HTTP/1.0 towards the service.
        server {
          listen 127.0.0.1:PLAIN;
          location / {
            proxy_cache honest;
            proxy_http_version 1.0;
            proxy_pass http://127.0.0.1:SERVICE;
          }
        }
      }
      """;

  /** The ways through it. */
  enum Way {
    HONEST,
    CARELESS,
    PLAIN
  }

  private final Path folder;
  private final List<Integer> ports;
  private final Process process;
  private final Thread atExit = new Thread(this::end);

  /**
   * @throws AssertionError when there is no nginx, or it does not start
   */
  Nginx(int service) {
    Path program = program();
    try {
      folder = Files.createTempDirectory("ringfence-nginx");
      ports = freePorts(Way.values().length);
      String text = CONFIGURATION.replace("SERVICE", "" + service);
      for (Way way : Way.values()) {
        text = text.replace(":" + way.name(), ":" + ports.get(way.ordinal()));
      }
      Path configuration = Files.writeString(folder.resolve("nginx.conf"), text);
      process =
          new ProcessBuilder(
                  program.toString(),
                  "-p",
                  folder + "/",
                  "-e",
                  "error.log",
                  "-c",
                  configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
    awaitStart();
  }

  /** The address of a path behind it. */
  URI at(Way way, String path) {
    return URI.create("http://127.0.0.1:" + ports.get(way.ordinal()) + path);
  }

  private static Path program() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    Optional<Path> found =
        Stream.concat(
                Arrays.stream(path.split(File.pathSeparator)).filter(entry -> !entry.isEmpty()),
                Stream.of("/usr/sbin"))
            .map(entry -> Path.of(entry, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    return found.orElseThrow(
        () ->
            new AssertionError(
                "The profile nginx needs nginx, which is neither on the PATH nor in /usr/sbin."
                    + " Install it (Debian: apt-get install nginx), or leave the profile out."));
  }

  private static List<Integer> freePorts(int count) throws IOException {
    ServerSocket[] held = new ServerSocket[count];
    Integer[] free = new Integer[count];
    for (int i = 0; i < count; i++) {
      held[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      free[i] = held[i].getLocalPort();
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return List.of(free);
  }

  private void awaitStart() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < until && process.isAlive()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), ports.getLast())) {
        return;
      } catch (IOException notYet) {
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    }
    String said = said();
    close();
    throw new AssertionError("nginx did not start: " + said);
  }

  /** What it complained about. */
  String said() {
    StringBuilder said = new StringBuilder();
    for (String name : List.of("output.log", "error.log")) {
      try {
        said.append(Files.readString(folder.resolve(name)));
      } catch (IOException e) {
        said.append(name).append(" cannot be read\n");
      }
    }
    return said.toString();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
