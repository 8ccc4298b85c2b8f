package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.embedded.PostgresInstaller;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL of its own, because it is killed. */
class PostgresRestartTest {
  private static final Map<String, String> FAST =
      Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

  @TempDir private Path folder;

  /** One address for whatever port the server has after its next start. */
  private static final class Forwarder implements AutoCloseable {
    private final ServerSocket listening;
    private volatile int target;

    Forwarder(int target) throws IOException {
      this.target = target;
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return listening.getLocalPort();
    }

    void to(int port) {
      target = port;
    }

    private void accept() {
      while (!listening.isClosed()) {
        try {
          Socket client = listening.accept();
          Thread.ofVirtual().start(() -> connect(client));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void connect(Socket client) {
      try (client;
          Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        Thread back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        back.join();
      } catch (IOException e) {
        // The client sees its connection end.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void copy(Socket from, Socket to) {
      try (from;
          to;
          InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        in.transferTo(out);
      } catch (IOException e) {
        // Both ends are closed, which is all there is to do.
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  @Test
  void killedDatabaseIsAnOutageAndItsReturnIsNoticed() throws Exception {
    EmbeddedPostgres first = start();
    PostgresUri server = first.admin();
    PostgresUri admin = new PostgresUri("postgres", server.password(), "127.0.0.1", 0, "postgres");
    try (Forwarder forwarder = new Forwarder(server.port())) {
      try (ServiceWorld world = world(at(admin, forwarder.port()))) {
        String ana = world.tokenOf("acme", "ana");
        assertThat(me(world, ana).statusCode()).isEqualTo(200);

        first.process().destroyForcibly();
        first.process().onExit().get(10, TimeUnit.SECONDS);
        // What was read less than a second ago is still good.
        Thread.sleep(1_000);
        HttpResponse<String> outage = me(world, ana);
        assertThat(outage.statusCode()).isEqualTo(503);
        assertThat(outage.headers().firstValue("content-type"))
            .contains("application/problem+json");
        assertThat(ServiceWorld.json(outage).get("requestId").asText()).isNotEmpty();
        assertThat(outage.body()).doesNotContain("Exception", "127.0.0.1", "SELECT");
        HttpResponse<String> chat = world.chat(ana, null, "Show my invoices", "text/event-stream");
        assertThat(chat.statusCode()).isEqualTo(503);
        assertThat(world.request("GET", "/readyz", null, null, "*/*").statusCode()).isEqualTo(503);
        assertThat(world.request("GET", "/healthz", null, null, "*/*").statusCode()).isEqualTo(200);

        try (EmbeddedPostgres second = start()) {
          forwarder.to(second.admin().port());
          awaitReady(world);
          assertThat(me(world, ana).statusCode()).isEqualTo(200);
          assertThat(world.ask(ana, "Show my invoices").at("/message/tools/0/rows").asInt())
              .isPositive();
        }
      }
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(
        new PostgresInstaller(PostgresInstaller.defaultCache(), what -> {}).install(),
        folder,
        FAST);
  }

  private static ServiceWorld world(PostgresUri admin) {
    new DatabaseMigrator(admin)
        .migrate(TestDatabases.APP_PASSWORD, TestDatabases.PUBLIC_PASSWORD, TestDatabase.sealKey());
    ServiceWorld.fill(admin);
    return new ServiceWorld(
        new TestDatabase(
            admin,
            admin.withLogin("ringfence_app", TestDatabases.APP_PASSWORD),
            admin.withLogin("ringfence_public", TestDatabases.PUBLIC_PASSWORD)),
        Optional.empty(),
        false);
  }

  private static PostgresUri at(PostgresUri uri, int port) {
    return new PostgresUri(uri.user(), uri.password(), uri.host(), port, uri.database());
  }

  private static HttpResponse<String> me(ServiceWorld world, String token) {
    return world.request("GET", "/v1/me", token, null, "*/*");
  }

  private static void awaitReady(ServiceWorld world) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (world.request("GET", "/readyz", null, null, "*/*").statusCode() != 200
        && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
  }
}
