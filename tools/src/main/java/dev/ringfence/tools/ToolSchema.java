package dev.ringfence.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;

/**
 * A tool as a model is told about it. Limits stand in words too, because not every provider takes
 * every key of JSON Schema.
 */
final class ToolSchema {
  private static final String PROPOSES =
      " It only proposes: nothing is written until the person has approved it in the chat.";

  private static final String GOES_ON =
      "To read on: the 'next' of an earlier result, with the same other arguments";

  private ToolSchema() {}

  static ToolSpecification of(ToolDefinition tool) {
    var parameters = JsonObjectSchema.builder().additionalProperties(false);
    for (var parameter : tool.asked()) {
      parameters.addProperty(parameter.name(), element(parameter.kind(), describe(parameter)));
    }
    if (RowLimit.of(tool).pages()) {
      parameters.addProperty(
          Cursors.PARAMETER, JsonStringSchema.builder().description(GOES_ON).build());
    }
    parameters.required(
        tool.asked().stream().filter(ToolParameter::required).map(ToolParameter::name).toList());
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.writes() ? tool.description() + PROPOSES : tool.description())
        .parameters(parameters.build())
        .build();
  }

  static String describe(ToolParameter parameter) {
    var text = parameter.description() + " (" + parameter.kind().describe();
    return parameter.fallback() == null
        ? text + ")"
        : text + "; otherwise " + parameter.fallback() + ")";
  }

  private static JsonSchemaElement element(ParameterKind kind, String description) {
    return switch (kind) {
      case ParameterKind.Text text when !text.allowed().isEmpty() ->
          JsonEnumSchema.builder().enumValues(text.allowed()).description(description).build();
      case ParameterKind.Text _ -> JsonStringSchema.builder().description(description).build();
      case ParameterKind.Whole _ -> JsonIntegerSchema.builder().description(description).build();
      case ParameterKind.Decimal _ -> JsonNumberSchema.builder().description(description).build();
      case ParameterKind.Truth _ -> JsonBooleanSchema.builder().description(description).build();
      case ParameterKind.Many many ->
          JsonArraySchema.builder()
              .items(element(many.element(), many.element().describe()))
              .description(description)
              .build();
    };
  }
}
