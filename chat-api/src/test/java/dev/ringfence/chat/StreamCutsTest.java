package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a model's stream, cut where a network may cut them, on their whole way to a reader:
 * what is shown does not depend on it.
 */
final class StreamCutsTest {
  private static final String EVENTS =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Gr\u00fc\u00dfe \ud83d\ude00"
          + " [EMA\"}}]}\n\n"
          + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"IL_1],"
          + " \u4f60[PHONE_1]\ud83d\ude00[EMAIL_9]\"}}]}\n\n"
          + "data: [DONE]\n\n";
  private static final String SHOWN =
      "Gr\u00fc\u00dfe \ud83d\ude00 ana@example.com, \u4f60+1 212-555-0142\ud83d\ude00[EMAIL_9]";

  private final InMemoryVault vault = new InMemoryVault();

  StreamCutsTest() {
    vault.placeholders(
        List.of(
            new SensitiveValue(SensitiveType.EMAIL, "ana@example.com"),
            new SensitiveValue(SensitiveType.PHONE, "+1 212-555-0142")));
  }

  @Test
  void shownTextIsTheSameForEveryTwoCutsOfTheBytes() {
    byte[] bytes = EVENTS.getBytes(UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        assertThat(shown(new CutStream(bytes, first, second)))
            .as("cut at %d and %d", first, second)
            .isEqualTo(SHOWN);
      }
    }
  }

  private String shown(InputStream body) {
    AnswerText text = new AnswerText(vault, LinkPolicy.of(Set.of(), Set.of()));
    StringBuilder shown = new StringBuilder();
    ServerSentEventListener client =
        new ServerSentEventListener() {
          @Override
          public void onEvent(ServerSentEvent event) {
            try {
              if (event.data().startsWith("{")) {
                shown.append(
                    text.accept(
                        ServiceWorld.JSON
                            .readTree(event.data())
                            .at("/choices/0/delta/content")
                            .asText()));
              }
            } catch (JsonProcessingException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
          }
        };
    TidyReply reply = new TidyReply(client, () -> {});
    new DefaultServerSentEventParser().parse(new BoundedStream(body), reply);
    reply.onClose();
    return shown.append(text.finish()).toString();
  }

  /** Gives its bytes in three pieces, none of which is read beyond its end. */
  private static final class CutStream extends ByteArrayInputStream {
    private final int first;
    private final int second;

    CutStream(byte[] bytes, int first, int second) {
      super(bytes);
      this.first = first;
      this.second = second;
    }

    @Override
    public int read(byte[] into, int at, int length) {
      int end = pos < first ? first : pos < second ? second : count;
      return super.read(into, at, Math.min(length, Math.max(1, end - pos)));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
