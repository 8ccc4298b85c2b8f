package dev.ringfence.tools;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that remembers where it stands. */
sealed interface YamlNode {
  Place at();

  /**
   * One value.
   *
   * @param plain whether it was written without quotes, so that it may be a number, true, false or
   *     null
   */
  record Scalar(String text, boolean plain, Place at) implements YamlNode {
    boolean isNull() {
      return plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, Place at) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys and values in the order of the file, each key once. */
  record Mapping(Map<String, Entry> entries, Place at) implements YamlNode {}

  /** A value and the place of its key. */
  record Entry(Place key, YamlNode value) {}
}
