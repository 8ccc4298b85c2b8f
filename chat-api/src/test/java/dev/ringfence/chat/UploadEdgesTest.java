package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large bodies, on the wire. */
final class UploadEdgesTest {
  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/files, none, 401",
    "/v1/files, visitor, 403",
    "/v1/documents, none, 401",
    "/v1/documents, visitor, 403",
    "/v1/documents, customer, 403"
  })
  void whoMayNotSendIsToldBeforeTheBodyIsThere(String path, String caller, int status)
      throws IOException {
    String token =
        switch (caller) {
          case "visitor" -> world.visitorToken("pk_demo_acme");
          case "customer" -> world.tokenOf("acme", "ana");
          default -> "";
        };
    try (Socket socket = begin(path, token, "Content-Length: 5000000")) {
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
    }
  }

  @ParameterizedTest
  @CsvSource({"16777217", "99999999999999999999"})
  void aBodyThatSaysItIsTooLargeIsNotWaitedFor(String length) throws IOException {
    try (Socket socket = begin("/v1/files", ana(), "Content-Length: " + length)) {
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .containsAnyOf("HTTP/1.1 413 ", "HTTP/1.1 400 ");
    }
  }

  @Test
  void aBodyThatBecomesTooLargeIsCutOff() throws IOException {
    try (Socket socket = begin("/v1/files", ana(), "Transfer-Encoding: chunked")) {
      OutputStream out = socket.getOutputStream();
      byte[] chunk = "10000\r\n".concat("x".repeat(0x10000)).concat("\r\n").getBytes(UTF_8);
      int sent = 0;
      try {
        while (sent < 64 << 20 && socket.getInputStream().available() == 0) {
          out.write(chunk);
          sent += 0x10000;
        }
      } catch (SocketException e) {
        // It was cut off while sending.
      }
      assertThat(sent).isLessThan(64 << 20);
    }
    // Nobody's place is lost by it.
    new Uploads(world).text("/v1/files", ana(), "after.txt", "A small one after a large one.");
  }

  @ParameterizedTest
  @CsvSource({"application/json", "text/event-stream"})
  void whoeverWasAnsweredSendsTheNextFileAtOnce(String accept) {
    Uploads uploads = new Uploads(world);
    byte[] body = "The same again.".getBytes(UTF_8);

    for (int i = 0; i < 100; i++) {
      assertThat(uploads.send("/v1/files?name=again.txt", ana(), "text/plain", body, accept).body())
          .contains("\"document\":");
    }
  }

  @Test
  void aPersonSendsOneFileAtATime() throws IOException {
    String gwen = world.tokenOf("globex", "gwen");
    try (Socket first = begin("/v1/files", gwen, "Content-Length: 100\r\nExpect: 100-continue")) {
      assertThat(line(first)).startsWith("HTTP/1.1 100 ");

      var second =
          new Uploads(world).raw("/v1/files", gwen, "b.txt", "text/plain", "b".getBytes(UTF_8));

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).isPresent();
    }
    Eventually.holds(
        () ->
            new Uploads(world)
                    .raw("/v1/files", gwen, "c.txt", "text/plain", "after it".getBytes(UTF_8))
                    .statusCode()
                == 201);
  }

  @Test
  void fewSendAtATimeAndTheOthersAreToldToTryAgain() throws IOException {
    List<Socket> held = new ArrayList<>();
    try {
      for (String user :
          List.of("acme/ben", "acme/cleo", "acme/sam", "globex/gil", "globex/gus", "globex/stu")) {
        String[] person = user.split("/");
        Socket socket =
            begin(
                "/v1/files",
                world.tokenOf(person[0], person[1]),
                "Content-Length: 100\r\nExpect: 100-continue");
        held.add(socket);
        assertThat(line(socket)).as(user).startsWith("HTTP/1.1 100 ");
      }
      assertThat(held).hasSize(UploadPlaces.MOST);

      var refused =
          new Uploads(world).raw("/v1/files", ana(), "b.txt", "text/plain", "b".getBytes(UTF_8));

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(ServiceWorld.json(refused).path("code").asText()).isEqualTo("uploads_busy");
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    Eventually.holds(
        () ->
            new Uploads(world)
                    .raw("/v1/files", ana(), "d.txt", "text/plain", "room again".getBytes(UTF_8))
                    .statusCode()
                == 201);
  }

  private static String ana() {
    return world.tokenOf("acme", "ana");
  }

  private static Socket begin(String path, String token, String headers) throws IOException {
    Socket socket = new Socket("127.0.0.1", world.service.port());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            ("POST "
                    + path
                    + "?name=a.txt HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                    + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                    + headers
                    + "\r\n\r\n")
                .getBytes(UTF_8));
    return socket;
  }

  private static String line(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }
}
