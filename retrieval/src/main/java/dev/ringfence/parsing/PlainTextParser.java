package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import dev.ringfence.parsing.Block.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads plain text: paragraphs are what empty lines separate. */
final class PlainTextParser implements DocumentParser {
  private static final Pattern EMPTY_LINE = Pattern.compile("\\R[^\\S\\n]*\\R\\s*");

  @Override
  public Set<String> mediaTypes() {
    return Set.of("text/plain");
  }

  @Override
  public Set<String> extensions() {
    return ordered("txt", "text");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle) throws UnreadableException {
    Outline outline = new Outline();
    for (String paragraph : paragraphs(decode(content))) {
      outline.block(Kind.TEXT, paragraph);
    }
    return outline.document(null, fallbackTitle);
  }

  static String[] paragraphs(String text) {
    return EMPTY_LINE.split(text);
  }

  /** Text in UTF-8, in UTF-16 that says so, or else in the old Western code page. */
  static String decode(byte[] content) throws UnreadableException {
    if (startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE)) {
      return new String(content, StandardCharsets.UTF_16);
    }
    for (byte value : content) {
      if (value == 0) {
        throw new UnreadableException(Reason.BROKEN);
      }
    }
    int mark = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content, mark, content.length - mark);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return new String(content, Charset.forName("windows-1252"));
    }
  }

  /** A set in the order given. */
  static Set<String> ordered(String... values) {
    return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(List.of(values)));
  }

  private static boolean startsWith(byte[] content, int... bytes) {
    if (content.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((content[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
