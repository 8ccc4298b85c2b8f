package dev.ringfence.tools;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the arguments that a model wrote into the values of a tool's parameters, or says which
 * parameter does not fit and what its limit is. It never repeats what the model wrote.
 */
final class CallArguments {
  static final int MAX_CHARACTERS = 16_384;
  private static final int MAX_DEPTH = 3;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(64)
                          .maxStringLength(MAX_CHARACTERS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CallArguments() {}

  /**
   * One value for each parameter, in their order; null where there is none, and for what the
   * service fills.
   */
  static List<@Nullable Object> values(List<ToolParameter> parameters, String json, Vault vault)
      throws ArgumentRefused {
    return values(parameters, object(json), vault);
  }

  /**
   * The same for a call that may go on where an earlier one ended.
   *
   * @param values one for each parameter
   * @param cursor what it goes on from; null for the first rows
   */
  record Paged(List<@Nullable Object> values, @Nullable String cursor) {
    static Paged first(List<ToolParameter> parameters, String json, Vault vault)
        throws ArgumentRefused {
      return new Paged(CallArguments.values(parameters, json, vault), null);
    }

    static Paged of(List<ToolParameter> parameters, String json, Vault vault)
        throws ArgumentRefused {
      var arguments = object(json);
      var cursor = arguments.remove(Cursors.PARAMETER);
      if (cursor != null && !cursor.isNull() && !cursor.isTextual()) {
        throw new ArgumentRefused("The parameter 'cursor' is a text.");
      }
      return new Paged(
          CallArguments.values(parameters, arguments, vault),
          cursor == null ? null : cursor.textValue());
    }
  }

  private static List<@Nullable Object> values(
      List<ToolParameter> parameters, ObjectNode arguments, Vault vault) throws ArgumentRefused {
    refuseUnknown(parameters.stream().filter(p -> !p.claimBound()).toList(), arguments);
    var values = new ArrayList<@Nullable Object>();
    for (var parameter : parameters) {
      values.add(
          parameter.claimBound() ? null : value(parameter, arguments.get(parameter.name()), vault));
    }
    return values;
  }

  private static ObjectNode object(String json) throws ArgumentRefused {
    if (json.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (json.length() > MAX_CHARACTERS) {
      throw new ArgumentRefused("The arguments are longer than " + MAX_CHARACTERS + " characters.");
    }
    try {
      if (STRICT.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new ArgumentRefused(
          "The arguments are not a JSON object, name a key twice or are nested deeper than "
              + MAX_DEPTH
              + " levels.");
    }
    throw new ArgumentRefused("The arguments are not a JSON object.");
  }

  private static void refuseUnknown(List<ToolParameter> parameters, ObjectNode arguments)
      throws ArgumentRefused {
    var names = parameters.stream().map(ToolParameter::name).collect(Collectors.toSet());
    for (var property : arguments.properties()) {
      if (!names.contains(property.getKey())) {
        throw new ArgumentRefused(
            parameters.isEmpty()
                ? "The tool has no parameters."
                : "There is an argument that is no parameter. The parameters are "
                    + parameters.stream().map(ToolParameter::name).collect(Collectors.joining(", "))
                    + ".");
      }
    }
  }

  private static @Nullable Object value(
      ToolParameter parameter, @Nullable JsonNode argument, Vault vault) throws ArgumentRefused {
    if (argument == null || argument.isNull()) {
      if (parameter.required()) {
        throw new ArgumentRefused(
            "The parameter '"
                + parameter.name()
                + "' is missing; it is "
                + parameter.kind().describe()
                + ".");
      }
      return parameter.fallback();
    }
    try {
      if (parameter.kind() instanceof ParameterKind.Text text && text.mask() != null) {
        var restored = restored(argument, text.mask(), vault);
        if (restored.isPresent()) {
          return text.accept(restored.get());
        }
        if (text.mask() != SensitiveType.NAME) {
          throw new ArgumentRefused(
              "takes a placeholder that was issued in this conversation, and nothing else");
        }
      }
      return parameter.kind().accept(argument);
    } catch (ArgumentRefused e) {
      throw new ArgumentRefused("The parameter '" + parameter.name() + "' " + e.problem() + ".");
    }
  }

  /** What a placeholder of this conversation stands for, where the whole argument is one. */
  private static Optional<String> restored(JsonNode argument, SensitiveType mask, Vault vault) {
    return argument.isTextual()
        ? Placeholder.parse(argument.textValue())
            .filter(placeholder -> placeholder.type() == mask)
            .flatMap(vault::valueOf)
        : Optional.empty();
  }
}
