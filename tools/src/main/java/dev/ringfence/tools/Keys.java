package dev.ringfence.tools;

import dev.ringfence.tools.YamlNode.Entry;
import dev.ringfence.tools.YamlNode.Mapping;
import dev.ringfence.tools.YamlNode.Scalar;
import dev.ringfence.tools.YamlNode.Sequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of one mapping, taken one by one; whatever was not asked for is refused at the end. */
final class Keys {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?");

  private final Mapping mapping;
  private final String what;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param what the thing that the mapping describes, with its article, for messages
   */
  Keys(YamlNode node, String what) {
    if (!(node instanceof Mapping m)) {
      throw new ToolFileError(
          node.at(), what + " is written as keys and values", "write 'key: value' lines");
    }
    this.mapping = m;
    this.what = what;
  }

  Place at() {
    return mapping.at();
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** The value of a key; empty where the key is missing or its value is null. */
  Optional<YamlNode> node(String key) {
    asked.add(key);
    var entry = mapping.entries().get(key);
    return entry == null || (entry.value() instanceof Scalar s && s.isNull())
        ? Optional.empty()
        : Optional.of(entry.value());
  }

  YamlNode required(String key, String fix) {
    return node(key)
        .orElseThrow(() -> new ToolFileError(at(), what + " has no '" + key + "'", fix));
  }

  String requiredText(String key, String fix) {
    return text(required(key, fix), key);
  }

  Optional<String> text(String key) {
    return node(key).map(node -> text(node, key));
  }

  List<String> texts(String key) {
    return items(key).stream().map(item -> text(item, "an entry of '" + key + "'")).toList();
  }

  List<YamlNode> items(String key) {
    var node = node(key).orElse(null);
    return switch (node) {
      case null -> List.of();
      case Sequence sequence -> sequence.items();
      case Scalar s -> throw notAList(s, key);
      case Mapping m -> throw notAList(m, key);
    };
  }

  /** A whole number within bounds. */
  int whole(String key, int otherwise, int min, int max) {
    var node = node(key).orElse(null);
    if (node == null) {
      return otherwise;
    }
    var value = whole(node, key);
    if (value < min || value > max) {
      throw new ToolFileError(
          node.at(), "'" + key + "' is out of range", "write " + min + " to " + max);
    }
    return Math.toIntExact(value);
  }

  boolean truth(String key, boolean otherwise) {
    var node = node(key).orElse(null);
    if (node == null) {
      return otherwise;
    }
    if (node instanceof Scalar s
        && s.plain()
        && (s.text().equals("true") || s.text().equals("false"))) {
      return s.text().equals("true");
    }
    throw new ToolFileError(node.at(), "'" + key + "' is true or false", "write one of the two");
  }

  /** Refuses a key that may not stand here, and says what to do instead. */
  void refuse(String key, String problem, String fix) {
    asked.add(key);
    Entry entry = mapping.entries().get(key);
    if (entry != null) {
      throw new ToolFileError(entry.key(), problem, fix);
    }
  }

  /** Refuses every key that nothing asked for. */
  void refuseOthers() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!asked.contains(key)) {
                throw new ToolFileError(
                    entry.key(),
                    what + " has no key '" + key + "'",
                    "the keys are " + String.join(", ", asked));
              }
            });
  }

  static String text(YamlNode node, @Nullable String key) {
    if (node instanceof Scalar scalar && !scalar.text().isBlank()) {
      return scalar.text().strip();
    }
    throw new ToolFileError(node.at(), "'" + key + "' is a text", "write words behind the colon");
  }

  static long whole(YamlNode node, String key) {
    if (node instanceof Scalar s && s.plain() && WHOLE.matcher(s.text()).matches()) {
      return Long.parseLong(s.text());
    }
    throw new ToolFileError(
        node.at(), "'" + key + "' is a whole number", "write digits without quotes");
  }

  static double number(YamlNode node, String key) {
    if (node instanceof Scalar s && s.plain() && NUMBER.matcher(s.text()).matches()) {
      return Double.parseDouble(s.text());
    }
    throw new ToolFileError(node.at(), "'" + key + "' is a number", "write it without quotes");
  }

  private static ToolFileError notAList(YamlNode node, String key) {
    return new ToolFileError(node.at(), "'" + key + "' is a list", "write [a, b] or '- a' lines");
  }
}
