package dev.ringfence.querytree;

import java.util.List;
import java.util.Map;

/** A part of a query tree. */
public sealed interface TreeValue {
  /** Nothing, which the server writes as {@code <>}. */
  record Absent() implements TreeValue {}

  /** A number, a truth value, or a name that the server writes as it is. */
  record Word(String text) implements TreeValue {}

  /** A name in quotes, as lists of names have them. */
  record Name(String text) implements TreeValue {}

  /** A list of nodes, names or lists. */
  record Items(List<TreeValue> values) implements TreeValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A list of numbers: integers, object ids or transactions, a set's members, or octets. */
  record Numbers(List<Long> values) implements TreeValue {
    public Numbers {
      values = List.copyOf(values);
    }
  }

  /**
   * A node.
   *
   * @param kind such as {@code QUERY} or {@code VAR}
   * @param fields by their names in the server's own structure, such as {@code varattno}
   */
  record Node(String kind, Map<String, TreeValue> fields) implements TreeValue {
    public Node {
      fields = Map.copyOf(fields);
    }

    /**
     * What stands in a field.
     *
     * @throws TreeException where the node has no such field
     */
    public TreeValue field(String name) {
      TreeValue value = fields.get(name);
      if (value == null) {
        throw new TreeException("a node " + kind + " without " + name);
      }
      return value;
    }

    /**
     * The whole number in a field.
     *
     * @throws TreeException where there is none
     */
    public long number(String name) {
      if (field(name) instanceof Word(String text)) {
        try {
          return Long.parseLong(text);
        } catch (NumberFormatException e) {
          throw new TreeException("no number in " + name + " of " + kind);
        }
      }
      throw new TreeException("no number in " + name + " of " + kind);
    }

    /**
     * Whether a field is true.
     *
     * @throws TreeException where it is neither true nor false
     */
    public boolean flag(String name) {
      if (field(name) instanceof Word(String text)) {
        switch (text) {
          case "true":
            return true;
          case "false":
            return false;
          default:
            break;
        }
      }
      throw new TreeException("neither true nor false in " + name + " of " + kind);
    }

    /** What a list in a field holds; nothing where the field is absent. */
    public List<TreeValue> items(String name) {
      return switch (field(name)) {
        case Absent _ -> List.of();
        case Items(List<TreeValue> values) -> values;
        default -> throw new TreeException("no list in " + name + " of " + kind);
      };
    }
  }
}
