package dev.ringfence.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.recognition.Context;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The masking of one JSON tree in two walks in the same order: the first marks every key and leaf,
 * the second writes the tree anew with what was marked replaced.
 */
final class JsonMasking {
  private static final int DEEPEST = 200;

  /** More figures than anything has that is personal. */
  private static final int MOST_FIGURES = 40;

  private final Map<String, SensitiveType> declared;
  private final BiFunction<String, Context, MarkedText> mark;
  private final Queue<MarkedText> marked = new ArrayDeque<>();
  private final Map<Place, MarkedText> seen = new HashMap<>();

  /** A text and what is known of it, which together say what is to be masked. */
  private record Place(String text, Context context) {}

  /**
   * @param declared the fields whose whole value is masked, whatever it is
   * @param mark how a text is looked at; the same text in the same context is looked at once
   */
  JsonMasking(Map<String, SensitiveType> declared, BiFunction<String, Context, MarkedText> mark) {
    this.declared = Map.copyOf(declared);
    this.mark = mark;
  }

  private MarkedText looked(String text, Context context) {
    return seen.computeIfAbsent(new Place(text, context), _ -> mark.apply(text, context));
  }

  /** Adds the values of the declared fields of a tree. */
  static void declaredValues(
      JsonNode tree, Map<String, SensitiveType> declared, Collection<SensitiveValue> values) {
    if (!declared.isEmpty()) {
      new JsonMasking(declared, (text, _) -> MarkedText.plain(text)).mark(tree, values);
    }
  }

  void mark(JsonNode tree, Collection<SensitiveValue> values) {
    mark(tree, Context.PROSE, null, 0);
    marked.forEach(text -> text.collect(values));
  }

  private void mark(JsonNode node, Context context, @Nullable SensitiveType whole, int depth) {
    if (depth > DEEPEST) {
      throw new RedactionException(RedactionException.Reason.TOO_DEEP);
    }
    switch (node.getNodeType()) {
      case OBJECT -> {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          marked.add(looked(field.getKey(), Context.PROSE));
          SensitiveType type = declared.getOrDefault(field.getKey(), whole);
          mark(field.getValue(), Context.valueOf(field.getKey()), type, depth + 1);
        }
      }
      case ARRAY -> {
        for (JsonNode element : node) {
          mark(element, context, whole, depth + 1);
        }
      }
      case STRING, NUMBER, BOOLEAN -> marked.add(leaf(node, context, whole));
      case NULL -> {}
      case BINARY, MISSING, POJO ->
          throw new RedactionException(RedactionException.Reason.UNKNOWN_CONTENT);
    }
  }

  private MarkedText leaf(JsonNode node, Context context, @Nullable SensitiveType whole) {
    String text = node.isNumber() ? figures(node) : node.asText();
    if (whole != null && !text.isEmpty()) {
      return MarkedText.whole(text, whole);
    }
    boolean looked = node.isTextual() || (node.isNumber() && text.indexOf('.') < 0);
    return looked ? looked(text, context) : MarkedText.plain(text);
  }

  /** A number as people write it: without exponent and fraction where it is whole. */
  private static String figures(JsonNode number) {
    if (number.isFloatingPointNumber() && Double.isFinite(number.doubleValue())) {
      BigDecimal value = number.decimalValue().stripTrailingZeros();
      if (value.scale() <= 0 && value.precision() - value.scale() <= MOST_FIGURES) {
        return value.toPlainString();
      }
    }
    return number.asText();
  }

  JsonNode masked(JsonNode tree, Map<SensitiveValue, Placeholder> placeholders) {
    return switch (tree.getNodeType()) {
      case OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
          String key = marked.remove().masked(placeholders);
          while (object.has(key)) {
            key += "_";
          }
          object.set(key, masked(field.getValue(), placeholders));
        }
        yield object;
      }
      case ARRAY -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(tree.size());
        for (JsonNode element : tree) {
          array.add(masked(element, placeholders));
        }
        yield array;
      }
      case STRING -> JsonNodeFactory.instance.textNode(marked.remove().masked(placeholders));
      case NUMBER, BOOLEAN -> {
        MarkedText text = marked.remove();
        String masked = text.masked(placeholders);
        yield masked.equals(text.text()) ? tree : JsonNodeFactory.instance.textNode(masked);
      }
      case NULL, BINARY, MISSING, POJO -> JsonNodeFactory.instance.nullNode();
    };
  }
}
