package dev.ringfence.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ringfence.tools.ParameterKind;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The arguments of a call as somebody typed them, in the form in which a model would write them.
 */
final class ToolArguments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ToolArguments() {}

  /**
   * One JSON object.
   *
   * @param typed by the parameters' names; one that the tool does not have stays, to be refused
   * @param vault gets the values of masked parameters, which a model would know by placeholders
   */
  static String of(ToolDefinition tool, Map<String, String> typed, Vault vault) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    typed.forEach(
        (name, text) ->
            arguments.set(
                name,
                tool.asked().stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .findFirst()
                    .map(parameter -> value(parameter, text, vault))
                    .orElseGet(() -> TextNode.valueOf(text))));
    return arguments.toString();
  }

  private static JsonNode value(ToolParameter parameter, String text, Vault vault) {
    if (parameter.kind() instanceof ParameterKind.Text declared) {
      return TextNode.valueOf(declared.mask() == null ? text : masked(declared, text, vault));
    }
    try {
      // What is no JSON stays text, and is refused as a model's would be.
      JsonNode read = JSON.readTree(text);
      return read.isMissingNode() ? TextNode.valueOf(text) : read;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static String masked(ParameterKind.Text declared, String text, Vault vault) {
    if (Placeholder.parse(text).isPresent()) {
      return text;
    }
    SensitiveValue value = new SensitiveValue(Objects.requireNonNull(declared.mask()), text);
    return vault.placeholders(List.of(value)).values().iterator().next().toString();
  }
}
