package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A decent model, which does nothing that it was not offered. */
final class HonestModelTest {
  private static HonestModel model(String step) {
    Object document =
        new Load(LoadSettings.builder().build())
            .loadFromString("{name: n, as: acme/ana, holds: x, " + step + "}");
    return new HonestModel(
        TaskFile.read("own", AttackFile.maps(document)).getFirst().steps().getFirst());
  }

  private static JsonNode request(String says, String properties, String... results) {
    StringBuilder messages =
        new StringBuilder("[{\"role\": \"user\", \"content\": \"" + says + "\"}");
    for (String result : results) {
      messages.append(", {\"role\": \"tool\", \"content\": ");
      messages.append(new TextNode(result)).append("}");
    }
    return ServiceClient.parse(
        "{\"messages\": "
            + messages
            + "], \"tools\": [{\"function\": {\"name\": \"get\", \"parameters\": {\"properties\": {"
            + properties
            + "}, \"required\": [\"number\"]}}}]}");
  }

  private static final String NUMBER = "\"number\": {\"type\": \"string\"}";

  @Test
  void callsWhatItIsOfferedAndTellsWhatItWasShown() {
    HonestModel model = model("says: And A-1?, calls: {get: {number: A-1}}, tells: [total]");
    List<PlannedCall> calls = model.next("", request("And A-1?", NUMBER));
    assertThat(calls).extracting(PlannedCall::arguments).containsExactly("{\"number\":\"A-1\"}");
    String result = "{\"rows\": [{\"total\": 39.90, \"other\": \"[PHONE_1]\"}]}";
    assertThat(model.next("", request("And A-1?", NUMBER, result))).isEmpty();
    assertThat(model.answer()).contains("total: 39.9").doesNotContain("PHONE");
    assertThat(model.troubles()).isEmpty();
  }

  @Test
  void refusesWhereTheToolIsNotOffered() {
    HonestModel model = model("says: And A-1?, calls: {take: {number: A-1}}");
    assertThat(model.next("", request("And A-1?", NUMBER))).isEmpty();
    assertThat(model.troubles()).containsExactly("take was not offered");
    assertThat(model.answer()).isEqualTo("I cannot do that.");
  }

  @Test
  void refusesWhereTheSchemaLostAParameterOrWantsAnother() {
    HonestModel lost = model("says: And A-1?, calls: {get: {number: A-1, limit: 1}}");
    lost.next("", request("And A-1?", NUMBER));
    assertThat(lost.troubles()).containsExactly("get has no parameter limit");
    HonestModel wants = model("says: And?, calls: {get: {}}");
    wants.next("", request("And?", NUMBER));
    assertThat(wants.troubles()).containsExactly("get wants number too");
    HonestModel others = model("says: And?, calls: {get: {number: A-1}}");
    others.next("", request("And?", "\"number\": {\"type\": \"string\", \"enum\": [\"B\"]}"));
    assertThat(others.troubles()).containsExactly("get does not take that as number");
  }

  @Test
  void knowsWhatWasSaidOnlyAsFarAsItCameThrough() {
    HonestModel model = model("says: And A-1?, calls: {get: {number: A-1}}");
    assertThat(model.next("", request("And [SECRET_1]?", NUMBER))).isEmpty();
    assertThat(model.troubles())
        .containsExactly("what was said to be called with did not come through");
  }

  @Test
  void bringsThePlaceholderThatStandsInTheQuestion() {
    HonestModel model = model("says: Call x, calls: {get: {number: '{said.PHONE}'}}");
    assertThat(model.next("", request("Call [PHONE_7]", NUMBER)))
        .extracting(PlannedCall::arguments)
        .containsExactly("{\"number\":\"[PHONE_7]\"}");
    HonestModel unmasked = model("says: Call x, calls: {get: {number: '{said.PHONE}'}}");
    assertThat(unmasked.next("", request("Call 0123", NUMBER))).isEmpty();
    assertThat(unmasked.troubles()).isNotEmpty();
  }

  @Test
  void cannotAnswerWithAPassageThatItCannotRead() {
    HonestModel model = model("says: And A-1?, calls: {get: {number: A-1}}");
    model.next("", request("And A-1?", NUMBER));
    String masked =
        "{\"rows\": [{\"passage\": \"<quoted-bcdfghjk>[SECRET_1]</quoted-bcdfghjk>\"}]}";
    model.next("", request("And A-1?", NUMBER, masked));
    assertThat(model.answer()).isEqualTo("I found nothing.");
  }
}
