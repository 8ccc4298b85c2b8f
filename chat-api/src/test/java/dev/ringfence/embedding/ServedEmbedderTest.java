package dev.ringfence.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.guard.GuardException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.EmbeddingException;
import dev.ringfence.retrieval.RefusedTextException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServedEmbedderTest {
  private final ScriptedEmbeddings server = new ScriptedEmbeddings();
  private final List<GuardException> blocked = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T09:00:00Z");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void vectorsComeInTheOrderOfTheirTextsAndOfNormOne() {
    Embedder embedder = embedder(server.settings());

    List<float[]> vectors = embedder.embed(List.of("red apples", "green pears", "blue plums"));

    assertThat(vectors).hasSize(3);
    assertThat(similarity(vectors.get(0), embedder.embedQuery("red apples")))
        .isCloseTo(1, within(1e-5));
    assertThat(similarity(vectors.get(2), embedder.embedQuery("blue plums")))
        .isCloseTo(1, within(1e-5));
    assertThat(similarity(vectors.get(1), vectors.get(1))).isCloseTo(1, within(1e-5));
    assertThat(embedder.dimensions()).isEqualTo(ScriptedEmbeddings.DIMENSIONS);
    assertThat(server.authorizations()).containsOnly("Bearer a-key");
  }

  @Test
  void nothingPersonalLeaves() throws Exception {
    Embedder embedder = embedder(server.settings());

    embedder.embed(List.of("Write to eva.lang@example.com", "IBAN DE89 3704 0044 0532 0130 00"));
    embedder.embedQuery("is eva.lang@example.com in the list");

    assertThat(String.join("\n", server.received()))
        .doesNotContain("eva.lang", "3704")
        .contains("[EMAIL_1]", "[IBAN_1]");
    assertThat(
            new ObjectMapper().readTree(server.received().getLast()).get("input").get(0).asText())
        .isEqualTo("is [EMAIL_1] in the list");
  }

  @Test
  void aTextsVectorDependsOnThatTextAlone() {
    Embedder embedder = embedder(server.settings());
    String text = "Write to eva.lang@example.com";

    float[] alone = embedder.embed(List.of(text)).getFirst();
    float[] second = embedder.embed(List.of("Ask max.frei@example.com", text)).getLast();

    assertThat(second).containsExactly(alone);
  }

  @Test
  void theWireGuardKeepsBackWhatTheRedactorDidNotLookAt() {
    Embedder embedder = embedder(server.settings("words-by-ops@example.com"));

    assertThatThrownBy(() -> embedder.embed(List.of("anything")))
        .isInstanceOf(RefusedTextException.class)
        .hasMessageContaining("EMAIL")
        .hasMessageNotContaining("ops@");
    assertThat(server.received()).isEmpty();
    assertThat(blocked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>no</html>",
        "[]",
        "{}",
        "{\"data\":{}}",
        "{\"data\":[]}",
        "{\"data\":[{\"index\":0,\"embedding\":[]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[0,0]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":\"AAAA\"}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,null]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,\"2\"]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1e999,1]}]}",
        "{\"data\":[{\"index\":1,\"embedding\":[1,1]}]}",
        "{\"data\":[{\"index\":-1,\"embedding\":[1,1]}]}",
        "{\"data\":[{\"embedding\":[1,1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,1]},{\"index\":1,\"embedding\":[1,1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,1]}]"
      })
  void whatIsNoAnswerIsNotBelieved(String body) {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("one that is answered");
    server.once(exchange -> ScriptedEmbeddings.send(exchange, 200, body));

    assertThatThrownBy(() -> embedder.embedQuery("another")).isInstanceOf(EmbeddingException.class);
  }

  @Test
  void twoVectorsForOneTextAreNone() {
    server.once(
        exchange ->
            ScriptedEmbeddings.send(
                exchange,
                200,
                "{\"data\":[{\"index\":0,\"embedding\":[1,1]},{\"index\":0,\"embedding\":[1,1]}]}"));

    assertThatThrownBy(() -> embedder(server.settings()).embed(List.of("one", "two")))
        .isInstanceOf(EmbeddingException.class);
  }

  @Test
  void vectorsOfAnotherLengthThanBeforeAreRefused() {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("anything");
    server.embedsBy(_ -> new float[] {1, 2, 3});

    assertThatThrownBy(() -> embedder.embedQuery("something else"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("another length");
  }

  @Test
  void aRedirectIsNotFollowed() {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("anything");
    int before = server.received().size();
    server.once(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/v1/embeddings");
          exchange.sendResponseHeaders(307, -1);
        });

    assertThatThrownBy(() -> embedder.embedQuery("something else"))
        .isInstanceOf(EmbeddingException.class);
    assertThat(server.received()).hasSize(before + 1);
  }

  @Test
  void passagesWaitForABusyServer() {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("anything");
    server.once(
        exchange -> exchange.sendResponseHeaders(429, -1),
        exchange -> exchange.sendResponseHeaders(503, -1));

    assertThat(embedder.embed(List.of("red apples"))).hasSize(1);
  }

  @Test
  void aQuestionDoesNotWaitAndTheNextOnesFailAtOnceForAWhile() {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("anything");
    server.once(exchange -> exchange.sendResponseHeaders(503, -1));
    assertThatThrownBy(() -> embedder.embedQuery("one")).isInstanceOf(EmbeddingException.class);
    int asked = server.received().size();

    assertThatThrownBy(() -> embedder.embedQuery("two")).isInstanceOf(EmbeddingException.class);
    assertThat(server.received()).hasSize(asked);

    now = now.plus(Duration.ofSeconds(6));
    assertThat(embedder.embedQuery("two")).hasSize(ScriptedEmbeddings.DIMENSIONS);
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("anything");
    CountDownLatch end = new CountDownLatch(1);
    server.once(_ -> awaitQuietly(end));

    assertThatThrownBy(() -> embedder.embedQuery("one"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("in time");
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void aTextThatTheServerDoesNotTakeIsRefusedByItself(int status) {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("anything");
    server.once(exchange -> ScriptedEmbeddings.send(exchange, status, "{\"error\":\"no\"}"));

    assertThatThrownBy(() -> embedder.embed(List.of("one")))
        .isInstanceOf(RefusedTextException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 301, 204})
  void aServerThatIsSetUpWronglyIsNoReasonToBlameTheText(int status) {
    Embedder embedder = embedder(server.settings());
    embedder.embedQuery("anything");
    server.once(exchange -> exchange.sendResponseHeaders(status, -1));

    assertThatThrownBy(() -> embedder.embed(List.of("one")))
        .isInstanceOf(EmbeddingException.class)
        .isNotInstanceOf(RefusedTextException.class)
        .hasMessageContaining(Integer.toString(status));
  }

  @Test
  void whatTheModelWantsBeforeATextStandsThere() {
    EmbeddingSettings plain = server.settings();
    EmbeddingSettings marked =
        new EmbeddingSettings(
            plain.baseUrl(), "", "words", Duration.ofSeconds(2), "query: ", "passage: ");
    Embedder embedder = embedder(marked);

    embedder.embedQuery("anything");
    embedder.embed(List.of("red apples"));
    assertThat(server.received().getLast()).contains("\"passage: red apples\"");
    embedder.embedQuery("red apples");
    assertThat(server.received().getLast()).contains("\"query: red apples\"");
    assertThat(embedder.model()).isNotEqualTo(embedder(plain).model());
    assertThat(server.authorizations()).containsOnly("null");
  }

  private Embedder embedder(EmbeddingSettings settings) {
    return new ServedEmbedder(settings, Redactor.standard(), blocked::add, () -> now);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double similarity(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
