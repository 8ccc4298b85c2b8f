package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.EC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class JwksEndpointTest {
  private final JwksServer server = new JwksServer();
  private final JwksEndpoint endpoint = endpoint(Duration.ofSeconds(15));

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> hostileAnswers() {
    byte[] good = TestKey.utf8(TestKey.jwks(EC.jwk()));
    return Stream.of(
        answer("an error", exchange -> exchange.sendResponseHeaders(500, -1)),
        answer("no content", exchange -> exchange.sendResponseHeaders(204, -1)),
        answer(
            "a redirect to itself",
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/jwks");
              exchange.sendResponseHeaders(302, -1);
            }),
        answer(
            "a redirect to keys",
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              boolean followed = exchange.getRequestURI().getPath().equals("/elsewhere");
              exchange.sendResponseHeaders(followed ? 200 : 301, good.length);
              exchange.getResponseBody().write(good);
            }),
        answer("silence", exchange -> Thread.sleep(5_000)),
        answer(
            "one byte at a time",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              for (byte each : good) {
                exchange.getResponseBody().write(each);
                exchange.getResponseBody().flush();
                Thread.sleep(100);
              }
            }),
        answer(
            "a body without end",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] spaces =
                  " ".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.UTF_8);
              for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(spaces);
              }
            }),
        answer(
            "a body that is cut off",
            exchange -> {
              exchange.sendResponseHeaders(200, good.length + 100L);
              exchange.getResponseBody().write(good);
            }));
  }

  private JwksEndpoint endpoint(Duration timeout) {
    return new JwksEndpoint(JwksEndpoint.newClient(), server.address(), timeout);
  }

  private static Arguments answer(String name, JwksServer.Answer answer) {
    return arguments(name, answer);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileAnswers")
  void hostileAnswerIsAFailureWithinTheTimeAllowed(String name, JwksServer.Answer answer) {
    server.answers(answer);

    assertThatThrownBy(endpoint(Duration.ofMillis(700))::fetch).isInstanceOf(IOException.class);

    assertThat(server.requests()).as("a broken connection is tried once more").isLessThan(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>sign in</html>",
        "{\"keys\":{}}",
        "{\"keys\":null}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[]} {}"
      })
  void aDocumentThatIsNoJwksIsAFailure(String body) {
    server.serves(body);

    assertThatThrownBy(endpoint::fetch).isInstanceOf(IOException.class);
  }

  @Test
  void aThousandKeysAreAFailure() {
    server.publishes(Stream.generate(() -> "{\"kid\":\"x\"}").limit(1_000).toArray(String[]::new));

    assertThatThrownBy(endpoint::fetch).isInstanceOf(IOException.class);
  }

  @Test
  void nestingWithoutEndIsAFailure() {
    server.serves("{\"keys\":" + "[".repeat(100_000));

    assertThatThrownBy(endpoint::fetch).isInstanceOf(IOException.class);
  }

  @Test
  void anIssuerThatWithdrawsEveryKeyIsTakenAtItsWord() throws IOException {
    server.publishes();

    assertThat(endpoint.fetch()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.test/jwks",
        "http://127.0.0.1.example.test/jwks",
        "http://localhost.example.test/jwks",
        "file:///etc/passwd",
        "ftp://id.example.test/jwks",
        "https:///jwks",
        "https://user:secret@id.example.test/jwks",
        "/jwks",
        "jwks"
      })
  void anAddressThatSomebodyCouldAnswerForIsNotConfigured(String address) {
    assertThatThrownBy(() -> new KeyLocation.Endpoint(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.test/.well-known/jwks.json",
        "http://localhost:8080/jwks",
        "http://127.0.0.1:8080/jwks",
        "http://[::1]:8080/jwks"
      })
  void anAddressThatIsProtectedOnTheWayIsConfigured(String address) {
    assertThat(new KeyLocation.Endpoint(URI.create(address)).jwksUri()).hasToString(address);
  }
}
