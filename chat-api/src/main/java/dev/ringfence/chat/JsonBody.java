package dev.ringfence.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A request's body, read strictly and checked against a JSON Schema (draft 2020-12). */
final class JsonBody {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ERRORS = 10;

  /** What a field can be called. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonSchema schema;

  private JsonBody(JsonSchema schema) {
    this.schema = schema;
  }

  /** Bodies of the schema in a resource below {@code /schemas}. */
  static JsonBody ofSchema(String name) {
    try (InputStream stream = JsonBody.class.getResourceAsStream("/schemas/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("no schema " + name);
      }
      return new JsonBody(
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The body's tree.
   *
   * @throws Problem.ProblemException 400 for what is no JSON, 422 for what does not fit
   */
  JsonNode read(byte[] body) {
    JsonNode tree = parse(text(body));
    Set<ValidationMessage> wrong = schema.validate(tree);
    if (!wrong.isEmpty()) {
      List<Problem.FieldError> errors =
          wrong.stream()
              .map(message -> new Problem.FieldError(field(message), broken(message)))
              .distinct()
              .sorted(java.util.Comparator.comparing(Problem.FieldError::field))
              .limit(MAX_ERRORS)
              .toList();
      throw new Problem(
              422,
              "body_invalid",
              "The body does not fit its schema at '" + errors.getFirst().field() + "'.",
              errors)
          .raise();
    }
    return tree;
  }

  private static String broken(ValidationMessage message) {
    return message.getType().equals("additionalProperties")
        ? "is no field of this body"
        : "breaks the rule '" + message.getType() + "'" + limit(message);
  }

  /** The schema's own words about a limit; never the value that was sent. */
  private static String limit(ValidationMessage message) {
    JsonNode rule = message.getSchemaNode();
    return switch (message.getType()) {
      case "maxLength",
          "minLength",
          "type",
          "maxItems",
          "minItems",
          "pattern",
          "required",
          "const",
          "enum",
          "minimum",
          "maximum" ->
          rule == null || rule.isMissingNode() ? "" : ": " + rule;
      default -> "";
    };
  }

  /** Where it is wrong; a field that should not be there is named, if its name could be one. */
  private static String field(ValidationMessage message) {
    String where = pointer(message.getInstanceLocation().toString());
    String name = message.getProperty() == null ? "" : message.getProperty();
    return message.getType().equals("additionalProperties") && NAME.matcher(name).matches()
        ? where + "/" + name
        : where;
  }

  private static String pointer(String location) {
    return location.startsWith("$")
        ? location.substring(1).replace(".", "/").replace("[", "/").replace("]", "")
        : location;
  }

  private static String text(byte[] body) {
    if (body.length == 0) {
      throw Problem.of(400, "body_empty", "The request has no body; send a JSON object.").raise();
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body))
          .toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(400, "body_not_utf8", "The body is not valid UTF-8.").raise();
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (StreamConstraintsException e) {
      throw Problem.of(
              400, "body_too_deep", "The body is nested deeper than " + MAX_DEPTH + " levels.")
          .raise();
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Problem.of(
              400,
              "body_not_json",
              "The body is not valid JSON"
                  + (at == null
                      ? "."
                      : " at line " + at.getLineNr() + ", column " + at.getColumnNr() + "."))
          .raise();
    }
  }
}
