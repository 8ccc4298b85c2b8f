package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import dev.ringfence.parsing.Block.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document while it is being read: the headings that are open, and the blocks so far, cleaned and
 * bounded.
 */
final class Outline {
  private static final int MOST_CHARACTERS = 4_000_000;
  private static final int MOST_BLOCKS = 50_000;
  private static final int LONGEST_HEADING = 200;
  private static final Pattern ANCHOR = Pattern.compile("[\\w.:=-]{1,100}");
  private static final Pattern SPACES = Pattern.compile("[^\\S\\n]+");
  private static final Pattern LINE_ENDS = Pattern.compile(" ?\\n ?");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

  private record Heading(int level, String text) {}

  private final List<Heading> open = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private @Nullable String firstHeading;
  private @Nullable String anchor;
  private int characters;

  /**
   * Opens a heading and closes those of its level and below.
   *
   * @param anchor the fragment that leads to it, or null
   */
  void heading(int level, String text, @Nullable String anchor) {
    String clean = shortened(clean(text, Kind.TEXT).replace('\n', ' '));
    if (firstHeading == null && blocks.isEmpty() && !clean.isEmpty()) {
      firstHeading = clean;
    }
    section(level, clean, anchor);
  }

  /** Opens a heading that is not the document's title even where it is its first, as a sheet's. */
  void section(int level, String text, @Nullable String anchor) {
    String clean = shortened(clean(text, Kind.TEXT).replace('\n', ' '));
    if (clean.isEmpty()) {
      return;
    }
    while (!open.isEmpty() && open.getLast().level() >= level) {
      open.removeLast();
    }
    open.add(new Heading(level, clean));
    place(anchor);
  }

  /** Says where in the document the next blocks stand. */
  void place(@Nullable String fragment) {
    this.anchor = fragment != null && ANCHOR.matcher(fragment).matches() ? fragment : null;
  }

  /** Adds a block below the open headings. */
  void block(Kind kind, String text) throws UnreadableException {
    String clean = clean(text, kind);
    if (clean.isBlank()) {
      return;
    }
    characters += clean.length();
    if (characters > MOST_CHARACTERS || blocks.size() == MOST_BLOCKS) {
      throw new UnreadableException(Reason.TOO_LARGE);
    }
    blocks.add(new Block(kind, open.stream().map(Heading::text).toList(), clean, anchor));
  }

  /**
   * The document. A heading at its very beginning is its title, and is then not repeated above each
   * block.
   *
   * @param stated the title it states of itself, or null
   * @param fallback its title where it has none
   */
  ParsedDocument document(@Nullable String stated, String fallback) {
    String title = firstHeading != null ? firstHeading : statedOr(stated, fallback);
    return new ParsedDocument(title, blocks.stream().map(block -> below(title, block)).toList());
  }

  private static String statedOr(@Nullable String stated, String fallback) {
    String clean = stated == null ? "" : shortened(clean(stated, Kind.TEXT).replace('\n', ' '));
    return clean.isEmpty() ? fallback : clean;
  }

  private static Block below(String title, Block block) {
    List<String> headings = block.headings();
    boolean repeats = !headings.isEmpty() && headings.getFirst().equals(title);
    return repeats
        ? new Block(
            block.kind(), headings.subList(1, headings.size()), block.text(), block.anchor())
        : block;
  }

  private static String shortened(String heading) {
    return heading.codePointCount(0, heading.length()) <= LONGEST_HEADING
        ? heading
        : heading.substring(0, heading.offsetByCodePoints(0, LONGEST_HEADING)).strip() + "…";
  }

  /**
   * Without control characters and the invisible ones that can hide text, and without space that
   * says nothing.
   */
  private static String clean(String text, Kind kind) {
    StringBuilder visible = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(Outline::isVisible)
        .forEach(visible::appendCodePoint);
    String normal = Normalizer.normalize(visible, Normalizer.Form.NFC);
    if (kind == Kind.CODE) {
      return normal.stripTrailing();
    }
    String single = SPACES.matcher(normal).replaceAll(" ");
    return EMPTY_LINES
        .matcher(LINE_ENDS.matcher(single).replaceAll("\n"))
        .replaceAll("\n\n")
        .strip();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.FORMAT ->
          point == 0x200C || point == 0x200D; // the joiners that some scripts need
      case Character.SURROGATE -> false;
      default -> point != 0xFFFE && point != 0xFFFF;
    };
  }
}
