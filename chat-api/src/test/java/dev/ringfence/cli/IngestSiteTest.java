package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filling the knowledge base from a site, as an operator types it. */
class IngestSiteTest {
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private IngestDesk desk;
  private HttpServer server;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    desk = new IngestDesk(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          byte[] page = pages.getOrDefault(request.getRequestURI().toString(), "").getBytes(UTF_8);
          request.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          request.sendResponseHeaders(
              page.length == 0 ? 404 : 200, page.length == 0 ? -1 : page.length);
          request.getResponseBody().write(page);
          request.close();
        });
    server.start();
    pages.put("/", "<h1>Home</h1><p>Welcome.</p><a href=/care>Care</a><a href=/login>Log in</a>");
    pages.put("/care", "<h1>Care</h1><p>Plans.</p><h2 id=gold>Gold</h2><p>All of it.</p>");
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void aSitesPagesAreDocumentsThatAnswersLinkToAtTheirHeadings() throws Exception {
    JsonNode summary = json(0);

    assertThat(summary.path("added").asInt()).isEqualTo(2);
    assertThat(desk.documents())
        .containsExactly("Care public site " + root() + "care", "Home public site " + root());
    assertThat(
            desk.single(
                "SELECT url || '#' || anchor FROM ringfence.chunk JOIN ringfence.document d"
                    + " ON d.id = document_id WHERE heading_path = 'Gold'"))
        .isEqualTo(root() + "care#gold");
  }

  @Test
  void aSecondRunChangesNothingAndAPageThatIsGoneDisappears() throws Exception {
    json(0);
    assertThat(json(0).path("unchanged").asInt()).isEqualTo(2);

    pages.remove("/care");
    assertThat(json(0, "--dry-run").path("removed").asInt()).isOne();
    assertThat(json(0).path("removed").asInt()).isOne();
    assertThat(desk.documents()).containsExactly("Home public site " + root());
  }

  @Test
  void aSiteThatIsDownLosesNothing() throws Exception {
    json(0);
    server.stop(0);

    JsonNode summary = json(1);

    assertThat(summary.path("removed").asInt()).isZero();
    assertThat(summary.path("notes").toString()).contains("robots.txt could not be asked for");
    assertThat(desk.documents()).hasSize(2);
  }

  private JsonNode json(int code, String... words) throws IOException {
    String[] all = new String[words.length + 3];
    all[0] = root();
    all[1] = "--visibility";
    all[2] = "public";
    System.arraycopy(words, 0, all, 3, words.length);
    return desk.json(code, all);
  }

  private String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }
}
