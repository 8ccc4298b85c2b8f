package dev.ringfence.querytree;

import dev.ringfence.querytree.TreeValue.Absent;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Name;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Numbers;
import dev.ringfence.querytree.TreeValue.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a tree as PostgreSQL's {@code nodeToString} writes it (src/backend/nodes/outfuncs.c, and
 * read.c for how it is read again): braces around nodes, parentheses around lists, a backslash
 * before what would be taken for either. The server reads fields by their order; here they are read
 * by their names, so a field always has the first token behind its name, whatever it looks like.
 */
public final class TreeReader {
  /** Deeper than any statement of a tool file can be. */
  private static final int DEEPEST = 1_000;

  private static final String DELIMITERS = "(){}";
  private static final String BLANKS = " \n\t";
  private static final String KINDS_OF_NUMBERS = "iobx";

  private final String text;
  private int at;
  private int depth;

  private TreeReader(String text) {
    this.text = text;
  }

  /**
   * Reads what is one value, and nothing behind it.
   *
   * @throws TreeException where the text is no tree
   */
  public static TreeValue read(String text) {
    TreeReader reader = new TreeReader(text);
    TreeValue value = reader.value(reader.token());
    if (reader.more()) {
      throw new TreeException("text behind a tree, at " + reader.at);
    }
    return value;
  }

  private TreeValue value(String token) {
    if (++depth > DEEPEST) {
      throw new TreeException("a tree deeper than " + DEEPEST + " levels");
    }
    TreeValue value =
        switch (token) {
          case "{" -> node();
          case "(" -> list();
          case "<>" -> new Absent();
          case ")", "}" -> throw new TreeException("nothing to close, at " + at);
          default -> word(token);
        };
    depth--;
    return value;
  }

  private static TreeValue word(String token) {
    boolean quoted = token.length() > 1 && token.startsWith("\"") && token.endsWith("\"");
    return quoted
        ? new Name(unescaped(token.substring(1, token.length() - 1)))
        : new Word(unescaped(token));
  }

  private Node node() {
    String kind = token();
    Map<String, TreeValue> fields = new LinkedHashMap<>();
    for (String token = token(); !token.equals("}"); token = token()) {
      if (token.length() < 2 || token.charAt(0) != ':') {
        throw new TreeException("no field of " + kind + ", at " + at);
      }
      if (fields.put(token.substring(1), field()) != null) {
        throw new TreeException("the field " + token + " twice in " + kind);
      }
    }
    return new Node(kind, fields);
  }

  private TreeValue field() {
    TreeValue value = value(token());
    int before = at;
    if (more() && token().equals("[")) {
      return octets();
    }
    at = before;
    return value;
  }

  /** The value of a constant: how long it is, which was read, and its octets in brackets. */
  private Numbers octets() {
    List<Long> octets = new ArrayList<>();
    for (String token = token(); !token.equals("]"); token = token()) {
      octets.add(number(token));
    }
    return new Numbers(octets);
  }

  private TreeValue list() {
    int before = at;
    String first = token();
    if (first.length() == 1 && KINDS_OF_NUMBERS.contains(first)) {
      List<Long> numbers = new ArrayList<>();
      for (String token = token(); !token.equals(")"); token = token()) {
        numbers.add(number(token));
      }
      return new Numbers(numbers);
    }
    at = before;
    List<TreeValue> values = new ArrayList<>();
    for (String token = token(); !token.equals(")"); token = token()) {
      values.add(value(token));
    }
    return new Items(values);
  }

  private long number(String token) {
    try {
      return Long.parseLong(token);
    } catch (NumberFormatException e) {
      throw new TreeException("no number, at " + at);
    }
  }

  private boolean more() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length();
  }

  /** The next token with its backslashes, so that an escaped brace is none. */
  private String token() {
    if (!more()) {
      throw new TreeException("a tree that ends too early");
    }
    int start = at;
    if (DELIMITERS.indexOf(text.charAt(at)) >= 0) {
      at++;
      return text.substring(start, at);
    }
    while (at < text.length()
        && DELIMITERS.indexOf(text.charAt(at)) < 0
        && BLANKS.indexOf(text.charAt(at)) < 0) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at > text.length()) {
      throw new TreeException("a backslash before nothing");
    }
    return text.substring(start, at);
  }

  private static String unescaped(String token) {
    StringBuilder plain = new StringBuilder(token.length());
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) == '\\' && ++i == token.length()) {
        throw new TreeException("a backslash before nothing");
      }
      plain.append(token.charAt(i));
    }
    return plain.toString();
  }
}
