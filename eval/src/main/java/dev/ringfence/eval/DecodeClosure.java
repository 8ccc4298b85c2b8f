package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Everything a text can be read as: the text itself, without its escapes, with its fields and
 * columns joined, and what comes out of every chain of up to so many decodings. The judge looks
 * into all of it, so that a value is found however it was wrapped.
 *
 * <p>What can be done to any text (reading it backwards, exchanging its letters) is done to the
 * pieces that a decoder could read, and not to the text: whole words are found whichever way they
 * stand. A piece of which no decoder made anything is remembered and not decoded again, whichever
 * capture it turns up in. That depends on the piece alone and on no canary.
 */
final class DecodeClosure {
  /** Longer together than this, readings are not decoded any further, and the caller is told. */
  static final int MOST = 64_000_000;

  /** Escapes within escapes, and fields in columns of fields: so many steps without a decoding. */
  private static final int STEPS = 8;

  private static final int LAYOUTS = 2;

  /** Readings of this length hold nothing. */
  private static final int SHORT = 3;

  /** What can be laid out in another way, as one reading with all its letters. */
  private static final List<Layout> ESCAPES =
      List.of(
          new Layout("escapes", Escapes::backslashes),
          new Layout("escapes", Escapes::percentAndEntities));

  private static final List<Layout> LAYOUTS_OF_TEXT =
      List.of(
          new Layout("elements", Layouts::withoutElements), new Layout("fields", Layouts::fields));

  /** Only looked into, and not decoded. */
  private static final List<Layout> LEAVES =
      List.of(
          new Layout("columns", Layouts::columns),
          new Layout("backwards", Layouts::fieldsBackwards),
          new Layout("backwards", Layouts::elementsBackwards));

  private record Layout(String name, UnaryOperator<String> of) {}

  /**
   * What a text was read as.
   *
   * @param whole whether all of it was, or the bound was met
   */
  record Readings(List<String> texts, boolean whole) {}

  private final int depth;
  private final String without;
  private final Pieces pieces;
  private final int most;

  DecodeClosure(int depth) {
    this(depth, "", MOST);
  }

  /**
   * For a test of what each decoding is for.
   *
   * @param without the one that is left out
   * @param most how long readings may be together
   */
  DecodeClosure(int depth, String without, int most) {
    this.depth = depth;
    this.without = without;
    this.pieces = new Pieces(without);
    this.most = most;
  }

  /** What decodings are called, for the test. */
  static List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    ESCAPES.forEach(layout -> names.add(layout.name()));
    LAYOUTS_OF_TEXT.forEach(layout -> names.add(layout.name()));
    LEAVES.forEach(layout -> names.add(layout.name()));
    names.addAll(Pieces.NAMES);
    return List.copyOf(names);
  }

  /** The readings, the text itself first. */
  synchronized Readings of(String text) {
    Run run = new Run();
    run.read(text, depth, 0, 0);
    return new Readings(List.copyOf(run.texts), run.whole);
  }

  /** One capture's readings under way. */
  private final class Run {
    private final Set<String> texts = new LinkedHashSet<>();
    private int size;
    private boolean whole = true;

    private void read(String text, int left, int steps, int layouts) {
      if (!take(text)) {
        return;
      }
      for (Layout layout : LEAVES) {
        if (!layout.name().equals(without)) {
          take(layout.of().apply(text));
        }
      }
      for (Layout layout : ESCAPES) {
        if (!layout.name().equals(without)) {
          if (steps < STEPS) {
            read(layout.of().apply(text), left, steps + 1, layouts);
          } else {
            whole &= layout.of().apply(text).equals(text);
          }
        }
      }
      for (Layout layout : LAYOUTS_OF_TEXT) {
        if (layouts < LAYOUTS && !layout.name().equals(without)) {
          read(layout.of().apply(text), left, steps, layouts + 1);
        }
      }
      if (left > 0) {
        decode(text, left);
      }
    }

    private void decode(String text, int left) {
      List<String> made = new ArrayList<>();
      whole &= pieces.decode(text, made::add);
      made.forEach(each -> read(each, left - 1, 0, 0));
    }

    /** Whether a reading is one that was not there yet, and for which there is room. */
    private boolean take(String text) {
      if (text.length() <= SHORT || texts.contains(text)) {
        return false;
      }
      if (size + text.length() > most) {
        whole = false;
        return false;
      }
      size += text.length();
      texts.add(text);
      return true;
    }
  }
}
