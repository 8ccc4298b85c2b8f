package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import dev.ringfence.parsing.Block.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading came to, in the form in which it goes from one process to another. Whoever writes it
 * may be under a file's control: nothing is read beyond the limits.
 */
final class ParsedForm {
  private static final int MOST_BLOCKS = 50_000;
  private static final int MOST_HEADINGS = 16;
  private static final int MOST_BYTES = 48 << 20;
  private static final int DOCUMENT = 1;
  private static final int UNREADABLE = 2;

  private final DataInputStream in;
  private int bytesLeft = MOST_BYTES;

  private ParsedForm(DataInputStream in) {
    this.in = in;
  }

  static void write(Parsed parsed, DataOutputStream out) throws IOException {
    switch (parsed) {
      case UnreadableDocument unreadable -> {
        out.writeByte(UNREADABLE);
        out.writeByte(unreadable.reason().ordinal());
      }
      case ParsedDocument document -> {
        out.writeByte(DOCUMENT);
        write(document.title(), out);
        out.writeInt(document.blocks().size());
        for (Block block : document.blocks()) {
          out.writeByte(block.kind().ordinal());
          out.writeByte(block.headings().size());
          for (String heading : block.headings()) {
            write(heading, out);
          }
          write(block.anchor(), out);
          write(block.text(), out);
        }
      }
    }
    out.flush();
  }

  private static void write(@Nullable String text, DataOutputStream out) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /**
   * Reads it back.
   *
   * @throws UnreadableException when it is more than a document may be, or nothing that was written
   *     here
   */
  static Parsed read(DataInputStream in) throws IOException, UnreadableException {
    return switch (in.readUnsignedByte()) {
      case UNREADABLE -> new UnreadableDocument(one(Reason.values(), in.readUnsignedByte()));
      case DOCUMENT -> new ParsedForm(in).document();
      default -> throw new UnreadableException(Reason.BROKEN);
    };
  }

  private ParsedDocument document() throws IOException, UnreadableException {
    String title = required();
    int count = within(in.readInt(), MOST_BLOCKS);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Kind kind = one(Kind.values(), in.readUnsignedByte());
      int headings = within(in.readUnsignedByte(), MOST_HEADINGS);
      List<String> above = new ArrayList<>();
      for (int heading = 0; heading < headings; heading++) {
        above.add(required());
      }
      String anchor = optional();
      blocks.add(new Block(kind, above, required(), anchor));
    }
    return new ParsedDocument(title, blocks);
  }

  private String required() throws IOException, UnreadableException {
    String text = optional();
    if (text == null) {
      throw new UnreadableException(Reason.BROKEN);
    }
    return text;
  }

  private @Nullable String optional() throws IOException, UnreadableException {
    int length = in.readInt();
    if (length == -1) {
      return null;
    }
    bytesLeft -= within(length, bytesLeft);
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static int within(int number, int most) throws UnreadableException {
    if (number < 0 || number > most) {
      throw new UnreadableException(Reason.TOO_LARGE);
    }
    return number;
  }

  private static <T> T one(T[] values, int ordinal) throws UnreadableException {
    if (ordinal >= values.length) {
      throw new UnreadableException(Reason.BROKEN);
    }
    return values[ordinal];
  }
}
