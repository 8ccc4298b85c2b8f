package dev.ringfence.retrieval;

import dev.ringfence.parsing.Block;
import dev.ringfence.parsing.ParsedDocument;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Cuts documents into passages by their structure: what stands under one heading is packed together
 * up to a number of tokens, and a block is only divided where it alone is longer: between rows,
 * lines or sentences. The same document always gives the same passages.
 */
final class Chunker {
  /**
   * Changes whenever the same document would be cut differently, so that stored documents are cut
   * anew.
   */
  static final String VERSION = "3";

  private static final int MOST_TOKENS = 256;
  private static final int LEAST_TOKENS = 64;
  private static final String HEADINGS = " › ";

  private final int mostTokens;
  private final ToIntFunction<String> fill;

  /** One whose passages every model of these sees whole. */
  Chunker(Collection<Embedder> models) {
    this(MOST_TOKENS, models);
  }

  /**
   * @param mostTokens of a passage with its place, as {@link Tokens} counts them
   */
  Chunker(int mostTokens, Collection<Embedder> models) {
    this.mostTokens = mostTokens;
    this.fill =
        text -> models.stream().mapToInt(model -> fill(model, text, mostTokens)).max().orElse(0);
  }

  /** How full a text makes a model, as a part of so many tokens. */
  private static int fill(Embedder model, String text, int of) {
    return (int) Math.ceil((double) model.tokens(text) * of / model.mostTokens());
  }

  /** The tokens of a text, or more where it takes a larger part of what a model looks at. */
  private int count(CharSequence text) {
    return Math.max(Tokens.approximate(text), fill.applyAsInt(text.toString()));
  }

  /** The parts of a text with at most so many tokens each. */
  private List<String> pieces(String text, int most) {
    return Tokens.pieces(text, most).stream()
        .flatMap(
            piece -> {
              int tokens = count(piece);
              int fewer = (int) ((long) Tokens.approximate(piece) * most / tokens);
              return tokens <= most || fewer < 1 || fewer >= Tokens.approximate(piece)
                  ? Stream.of(piece)
                  : pieces(piece, fewer).stream();
            })
        .toList();
  }

  List<Chunk> chunks(ParsedDocument document) {
    List<Chunk> chunks = new ArrayList<>();
    List<Block> section = new ArrayList<>();
    for (Block block : document.blocks()) {
      if (!section.isEmpty() && !section.getLast().headings().equals(block.headings())) {
        pack(document.title(), section, chunks);
        section.clear();
      }
      section.add(block);
    }
    if (!section.isEmpty()) {
      pack(document.title(), section, chunks);
    }
    return List.copyOf(chunks);
  }

  private void pack(String title, List<Block> section, List<Chunk> chunks) {
    String path = String.join(HEADINGS, section.getFirst().headings());
    int room = Math.max(LEAST_TOKENS, mostTokens - count(title) - count(path));
    StringBuilder text = new StringBuilder();
    Block first = section.getFirst();
    for (Block block : section) {
      for (String part : parts(block, room)) {
        if (!text.isEmpty() && count(text) + count(part) > room) {
          chunks.add(new Chunk(chunks.size(), path, first.anchor(), text.toString()));
          text.setLength(0);
        }
        if (text.isEmpty()) {
          first = block;
        }
        text.append(text.isEmpty() ? "" : "\n\n").append(part);
      }
    }
    chunks.add(new Chunk(chunks.size(), path, first.anchor(), text.toString()));
  }

  private List<String> parts(Block block, int room) {
    if (count(block.text()) <= room) {
      return List.of(block.text());
    }
    return switch (block.kind()) {
      case TEXT -> join(sentences(block.text()), "", "", room);
      case LIST, CODE -> join(block.text().lines().toList(), "\n", "", room);
      case TABLE -> table(block.text().lines().toList(), room);
    };
  }

  /** The header is repeated above each part, as long as it leaves room for the rows. */
  private List<String> table(List<String> rows, int room) {
    String header = rows.getFirst();
    return rows.size() > 1 && count(header) * 3 < room
        ? join(rows.subList(1, rows.size()), "\n", header + "\n", room)
        : join(rows, "\n", "", room);
  }

  /**
   * Joins units to parts as long as they fit; a unit that does not fit alone is divided between its
   * words.
   */
  private List<String> join(List<String> units, String separator, String header, int room) {
    int left = room - count(header);
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int tokens = 0;
    for (String unit : units) {
      for (String fitting : count(unit) <= left ? List.of(unit) : pieces(unit, left)) {
        int more = count(fitting);
        if (tokens > 0 && tokens + more > left) {
          parts.add(header + part.toString().strip());
          part.setLength(0);
          tokens = 0;
        }
        part.append(part.isEmpty() ? "" : separator).append(fitting);
        tokens += more;
      }
    }
    if (!part.toString().isBlank()) {
      parts.add(header + part.toString().strip());
    }
    return parts;
  }

  private static List<String> sentences(String text) {
    BreakIterator iterator = BreakIterator.getSentenceInstance(Locale.ROOT);
    iterator.setText(text);
    List<String> sentences = new ArrayList<>();
    int start = iterator.first();
    for (int end = iterator.next(); end != BreakIterator.DONE; start = end, end = iterator.next()) {
      sentences.add(text.substring(start, end));
    }
    return sentences;
  }
}
