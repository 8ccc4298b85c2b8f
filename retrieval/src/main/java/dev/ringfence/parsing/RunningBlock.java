package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import dev.ringfence.parsing.Block.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of which the parts come one after another, such as the items of a list and the rows of a
 * table, until something else does.
 */
final class RunningBlock {
  private static final int LONGEST = 4_000_000;

  private final Outline outline;
  private final StringBuilder lines = new StringBuilder();
  private @Nullable Kind kind;

  RunningBlock(Outline outline) {
    this.outline = outline;
  }

  /** Adds a line to the block under way if that is of this kind, else to a new one. */
  void line(Kind of, String text) throws UnreadableException {
    if (kind != of) {
      end();
      kind = of;
    }
    if (lines.length() + text.length() > LONGEST) {
      throw new UnreadableException(Reason.TOO_LARGE);
    }
    lines.append(text).append('\n');
  }

  /** Adds a row of a table; one without a word ends the table. */
  void row(List<String> cells) throws UnreadableException {
    if (cells.stream().allMatch(String::isBlank)) {
      end();
    } else {
      line(
          Kind.TABLE,
          cells.stream()
              .map(cell -> cell.replaceAll("\\s+", " ").strip())
              .collect(Collectors.joining(" | ")));
    }
  }

  /** Hands what is under way to the outline. */
  void end() throws UnreadableException {
    if (kind != null) {
      outline.block(kind, lines.toString());
    }
    kind = null;
    lines.setLength(0);
  }
}
