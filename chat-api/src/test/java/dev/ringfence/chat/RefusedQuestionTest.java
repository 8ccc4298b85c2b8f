package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A question that hides more than is looked through. */
final class RefusedQuestionTest {
  private static ScriptedModel model;
  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world =
        new ServiceWorld(
            new ModelSettings(model.baseUrl(), "", "scripted", Duration.ofSeconds(20)),
            ServiceWorld.demoTools());
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  @Test
  void itReachesNoModelThenOrLaterAndItsConversationGoesOn() {
    String ana = world.tokenOf("acme", "ana");
    model.does((request, reply) -> reply.text("Good.").end());

    var refused = world.chat(ana, "refused", entangled(), "application/json");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(ServiceWorld.json(refused).get("code").asText()).isEqualTo("redaction_overrun");
    assertThat(ServiceWorld.json(refused).get("detail").asText()).contains("plain text");
    assertThat(model.received()).isEmpty();

    var next = world.chat(ana, "refused", "When are you open?", "application/json");
    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(model.received()).contains("When are you open?").doesNotContain("Thank you!");
  }

  /** Addresses in two codes at once, line by line. */
  private static String entangled() {
    return IntStream.range(0, 8)
        .mapToObj(
            i -> {
              String address = "ana" + i + "@example.com";
              String entities =
                  address.chars().mapToObj("&#%d;"::formatted).collect(Collectors.joining());
              String pairs = HexFormat.ofDelimiter(" ").formatHex(bytes(entities));
              return base64(base64(address)) + "\nThank you!\n" + pairs;
            })
        .collect(Collectors.joining("\n"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
