package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings together what a text sets apart: by elements, fields, rows and columns. */
final class Layouts {
  private static final Pattern ELEMENT = Pattern.compile("<!--.{0,200}?-->|<[^<>]{1,200}>");

  /** Fields that hold more than this on average were not made to cut something up. */
  private static final int LONGEST_VALUE = 60;

  private static final int LONGEST_NAME = 40;

  /** Fewer lines than this hold no word, one letter on each. */
  private static final int LINES = 8;

  /** What stands further right on a line is in no column. */
  private static final int WIDEST = 200;

  private Layouts() {}

  /** Without the elements and remarks of HTML. */
  static String withoutElements(String text) {
    return text.indexOf('<') < 0 || text.indexOf('>') < 0
        ? ""
        : ELEMENT.matcher(text).replaceAll("");
  }

  /** The same of what was written backwards. */
  static String elementsBackwards(String text) {
    return text.indexOf('<') < 0 || text.indexOf('>') < 0
        ? ""
        : withoutElements(Turning.BACKWARDS.of(text));
  }

  /** The same of fields. */
  static String fieldsBackwards(String text) {
    return text.contains("\":\"") ? fields(Turning.BACKWARDS.of(text)) : "";
  }

  /** The values of a field of one name. */
  private static final class Values {
    private final StringBuilder joined = new StringBuilder();
    private int count;
  }

  /** The values of each field of JSON that has many short ones, one after the other. */
  static String fields(String text) {
    Map<String, Values> values = new LinkedHashMap<>();
    for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
      int last = back(text, at - 1);
      int from = forth(text, at + 1);
      if (last <= 0
          || text.charAt(last) != '"'
          || from >= text.length()
          || text.charAt(from) != '"') {
        continue;
      }
      int first = text.lastIndexOf('"', last - 1);
      int to = end(text, from + 1);
      if (first < 0 || last - first > LONGEST_NAME || to < 0) {
        continue;
      }
      Values of = values.computeIfAbsent(text.substring(first + 1, last), _ -> new Values());
      of.joined.append(text, from + 1, to);
      of.count++;
    }
    StringBuilder out = new StringBuilder();
    for (Values of : values.values()) {
      if (of.count > 1 && of.joined.length() <= of.count * LONGEST_VALUE) {
        out.append(of.joined).append('\n');
      }
    }
    return out.toString();
  }

  private static int back(String text, int at) {
    int to = at;
    while (to >= 0 && text.charAt(to) <= ' ') {
      to--;
    }
    return to;
  }

  private static int forth(String text, int at) {
    int to = at;
    while (to < text.length() && text.charAt(to) <= ' ') {
      to++;
    }
    return to;
  }

  /** The quotation mark that ends a value, if there is one. */
  private static int end(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at;
      }
      if (c == '\\') {
        at++;
      }
    }
    return -1;
  }

  /** Tables read downwards: the cells of each column, and what stands at each place of a line. */
  static String columns(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < LINES) {
      return "";
    }
    List<StringBuilder> cells = new ArrayList<>();
    @Nullable StringBuilder[] places = new @Nullable StringBuilder[WIDEST];
    for (String line : lines) {
      int cell = 0;
      int start = 0;
      int end = Math.min(line.length(), 10 * WIDEST);
      for (int i = 0; i <= end; i++) {
        boolean ends = i == end || "|;,\t".indexOf(line.charAt(i)) >= 0;
        if (ends && (cell > 0 || i < end) && cell < WIDEST) {
          if (cells.size() <= cell) {
            cells.add(new StringBuilder());
          }
          cells.get(cell++).append(line.substring(start, i).strip());
          start = i + 1;
        }
      }
      for (int i = 0; i < line.length() && i < WIDEST; i++) {
        if (line.charAt(i) > ' ') {
          StringBuilder place = places[i];
          if (place == null) {
            place = new StringBuilder();
            places[i] = place;
          }
          place.append(line.charAt(i));
        }
      }
    }
    StringBuilder out = new StringBuilder();
    cells.forEach(cell -> out.append(cell).append('\n'));
    for (StringBuilder place : places) {
      if (place != null) {
        out.append(place).append('\n');
      }
    }
    return out.toString();
  }
}
