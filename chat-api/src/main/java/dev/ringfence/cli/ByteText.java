package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Bytes as text and back, without loss: a byte that is no part of UTF-8 becomes the low surrogate
 * U+DC00 plus its value, which no text contains by itself. The form is that of Python's {@code
 * surrogateescape} (PEP 383).
 */
final class ByteText {
  private static final char ESCAPE = '\uDC00';

  private ByteText() {}

  static String decode(byte[] bytes, int from, int to) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE + (in.get() & 0xFF)));
      }
    }
  }

  static byte[] encode(String text) {
    int escape = nextEscape(text, 0);
    if (escape < 0) {
      return text.getBytes(UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + text.length() / 8);
    int from = 0;
    for (; escape >= 0; escape = nextEscape(text, from)) {
      bytes.writeBytes(text.substring(from, escape).getBytes(UTF_8));
      bytes.write(text.charAt(escape) - ESCAPE);
      from = escape + 1;
    }
    bytes.writeBytes(text.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /** The next low surrogate without a high one before it, or -1. */
  private static int nextEscape(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
      } else if (Character.isLowSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }
}
