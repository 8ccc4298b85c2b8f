package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Role;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools of another trade are chosen by their own declaration, in English, for every language. */
final class OwnToolsChoiceTest {
  private static final String TOOLS =
      """
      kind: tool
      name: my_orders
      type: postgres-sql
      source: shop
      description: The customer's own orders with what was ordered and whether it was shipped.
      statement: SELECT number, status FROM shop.purchase WHERE ($1::text IS NULL OR status = $1) LIMIT 5
      parameters:
        - {name: status, type: string, required: false, allowedValues: [shipped, cancelled], description: state}
      x-ringfence:
        label: Your orders
        access: [customer]
        result: {number: {type: text, label: Order number}, status: {type: text, label: Status}}
        examples: [Where is my order?, What did I order last?]
      ---
      kind: tool
      name: my_devices
      type: postgres-sql
      source: shop
      description: The devices registered for the customer.
      statement: SELECT name FROM shop.device LIMIT 5
      x-ringfence:
        label: Your devices
        access: [customer]
        result: {name: {type: text, label: Device}}
        examples: [Which devices have I registered?]
      """;

  private final List<ToolDefinition> tools =
      ToolFile.parse("tools.yaml", TOOLS.getBytes(UTF_8)).tools();
  private final ToolPicker picker = new ToolPicker(tools, DemoTools.EMBEDDER, DemoTools.CLOCK);

  @ParameterizedTest
  @CsvSource({
    "show my orders, my_orders",
    "Zeig mir meine Bestellungen, my_orders",
    "mes commandes, my_orders",
    "dónde está mi pedido, my_orders",
    "i miei ordini, my_orders",
    "meine Geräte, my_devices",
    "quels appareils ai-je enregistrés, my_devices",
    "mis dispositivos, my_devices",
  })
  void toolIsChosenByItsOwnWords(String question, String tool) {
    assertThat(picker.pick(Role.CUSTOMER, tools, question))
        .extracting(choice -> choice.tool().name())
        .containsExactly(tool);
  }

  @Test
  void stateIsFilledFromItsAllowedValues() {
    assertThat(picker.pick(Role.CUSTOMER, tools, "meine stornierten Bestellungen"))
        .extracting(choice -> choice.arguments().toString())
        .containsExactly("{\"status\":\"cancelled\"}");
  }

  @Test
  void whatIsOfNoToolIsNotGuessed() {
    assertThat(picker.pick(Role.CUSTOMER, tools, "Wie wird das Wetter?")).isEmpty();
  }
}
