package dev.ringfence.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.tools.YamlNode.Scalar;
import dev.ringfence.vault.SensitiveType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one parameter of a tool. */
final class ParameterReader {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,63}");
  private static final int MAX_TEXT = 4_000;
  private static final int MAX_ITEMS = 100;
  private static final int STANDARD_TEXT = 200;
  private static final int STANDARD_ITEMS = 20;

  private final Keys keys;

  private ParameterReader(Keys keys) {
    this.keys = keys;
  }

  static ToolParameter read(YamlNode node) {
    return new ParameterReader(new Keys(node, "a parameter")).parameter();
  }

  private ToolParameter parameter() {
    var name = keys.requiredText("name", "write 'name: from'");
    if (!NAME.matcher(name).matches()) {
      throw new ToolFileError(
          keys.required("name", "").at(),
          "'" + name + "' is no name for a parameter",
          "begin with a small letter and write letters, digits and '_'");
    }
    var description = keys.requiredText("description", "say what it means");
    var claimBound = claimBound();
    keys.truth("secure", true);
    var label = keys.text("label").orElseGet(() -> ToolReader.humanize(name));
    var kind = kind();
    var fallback = fallback(kind);
    var required = keys.truth("required", fallback == null);
    keys.refuseOthers();
    return new ToolParameter(
        name, label, description, required, fallback, kind, claimBound, keys.at());
  }

  /**
   * Whether it names claims of a token. Which ones is read and not used: what it is filled with is
   * whom the fence is bound to.
   */
  private boolean claimBound() {
    for (var key : List.of("authServices", "authSources")) {
      for (var item : keys.items(key)) {
        var claim = new Keys(item, "an entry of '" + key + "'");
        claim.requiredText("name", "write 'name: app'");
        claim.requiredText("field", "write 'field: sub'");
        claim.refuseOthers();
      }
    }
    var bound = keys.has("authServices") || keys.has("authSources");
    for (var key : bound ? List.of("default", "required", "mask") : List.<String>of()) {
      keys.refuse(key, "the service fills this parameter from who is asking", "remove this key");
    }
    return bound;
  }

  private ParameterKind kind() {
    var type = keys.required("type", "write 'type: string'");
    return switch (Keys.text(type, "type")) {
      case "string" -> text();
      case "integer" -> whole();
      case "float" -> decimal();
      case "boolean" -> new ParameterKind.Truth();
      case "array" -> many();
      default ->
          throw new ToolFileError(
              type.at(),
              "this type of parameter is not known",
              "write string, integer, float, boolean or array");
    };
  }

  private ParameterKind text() {
    var format = format();
    var mask = keys.node("mask").map(ParameterReader::mask).orElse(null);
    var max = keys.whole("maxLength", STANDARD_TEXT, 1, MAX_TEXT);
    var min = keys.whole("minLength", 0, 0, max);
    if (mask != null && format != TextFormat.PLAIN) {
      throw new ToolFileError(
          keys.required("mask", "").at(), "a masked parameter is plain text", "remove 'format'");
    }
    return new ParameterKind.Text(
        min, max, format, keys.texts("allowedValues"), keys.texts("excludedValues"), mask);
  }

  private TextFormat format() {
    var node = keys.node("format").orElse(null);
    if (node == null) {
      return TextFormat.PLAIN;
    }
    var text = Keys.text(node, "format");
    return Arrays.stream(TextFormat.values())
        .filter(f -> f != TextFormat.PLAIN && f.key().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ToolFileError(
                    node.at(), "this format is not known", "write date, date-time or uuid"));
  }

  private ParameterKind whole() {
    var min =
        keys.node("minValue").map(n -> Keys.whole(n, "minValue")).orElse((long) Integer.MIN_VALUE);
    var max =
        keys.node("maxValue").map(n -> Keys.whole(n, "maxValue")).orElse((long) Integer.MAX_VALUE);
    refuseEmptyRange(min <= max);
    return new ParameterKind.Whole(min, max, wholes("allowedValues"), wholes("excludedValues"));
  }

  private List<Long> wholes(String key) {
    return keys.items(key).stream().map(item -> Keys.whole(item, key)).toList();
  }

  private ParameterKind decimal() {
    var min = keys.node("minValue").map(n -> Keys.number(n, "minValue")).orElse(-Double.MAX_VALUE);
    var max = keys.node("maxValue").map(n -> Keys.number(n, "maxValue")).orElse(Double.MAX_VALUE);
    refuseEmptyRange(min <= max);
    return new ParameterKind.Decimal(min, max);
  }

  private void refuseEmptyRange(boolean fits) {
    if (!fits) {
      throw new ToolFileError(keys.at(), "minValue is larger than maxValue", "exchange them");
    }
  }

  private ParameterKind many() {
    var items = keys.required("items", "describe one value below 'items:'");
    var inner = new ParameterReader(new Keys(items, "an item"));
    inner.keys.text("name");
    inner.keys.text("description");
    var element = inner.kind();
    inner.keys.refuseOthers();
    if (element instanceof ParameterKind.Many
        || (element instanceof ParameterKind.Text text
            && (text.format() != TextFormat.PLAIN || text.mask() != null))) {
      throw new ToolFileError(
          items.at(),
          "a list holds plain text, numbers or true and false",
          "remove format, mask and inner lists");
    }
    return new ParameterKind.Many(element, keys.whole("maxItems", STANDARD_ITEMS, 1, MAX_ITEMS));
  }

  private @Nullable Object fallback(ParameterKind kind) {
    var node = keys.node("default").orElse(null);
    if (node == null) {
      return null;
    }
    try {
      return kind.accept(json(node));
    } catch (ArgumentRefused e) {
      throw new ToolFileError(
          node.at(), "the default " + e.problem(), "write a value that the parameter takes");
    }
  }

  private static JsonNode json(YamlNode node) {
    var nodes = JsonNodeFactory.instance;
    return switch (node) {
      case YamlNode.Mapping _ -> nodes.objectNode();
      case YamlNode.Sequence sequence -> {
        var array = nodes.arrayNode();
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Scalar s when !s.plain() -> nodes.textNode(s.text());
      case Scalar s when s.text().equals("true") || s.text().equals("false") ->
          nodes.booleanNode(s.text().equals("true"));
      case Scalar s when s.text().matches("-?[0-9]{1,18}") ->
          nodes.numberNode(Long.parseLong(s.text()));
      case Scalar s when s.text().matches("-?[0-9]{1,18}\\.[0-9]{1,18}") ->
          nodes.numberNode(Double.parseDouble(s.text()));
      case Scalar s -> nodes.textNode(s.text());
    };
  }

  /** The type of sensitive value that a {@code mask} names. */
  static SensitiveType mask(YamlNode node) {
    var text = Keys.text(node, "mask");
    return Arrays.stream(SensitiveType.values())
        .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> new ToolFileError(node.at(), "this mask is not known", "write " + maskNames()));
  }

  static String maskNames() {
    return String.join(
        ", ",
        Arrays.stream(SensitiveType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .toList());
  }
}
