package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Encodings that Java has no encoder for, written for the planting alone. */
final class Encoders {
  static final String ASCII85 = range('!', 85);
  static final String Z85 =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private Encoders() {}

  private static String range(char first, int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append((char) (first + i));
    }
    return all.toString();
  }

  /** Five bits to a character, filled up with signs of equality. */
  static String bits(String text, String alphabet) {
    StringBuilder out = new StringBuilder();
    String bits = Wrapping.bits("").apply(text);
    for (int i = 0; i < bits.length(); i += 5) {
      String five = (bits + "0000").substring(i, i + 5);
      out.append(alphabet.charAt(Integer.parseInt(five, 2)));
    }
    return out + "=".repeat((8 - out.length() % 8) % 8);
  }

  static String base58(String text) {
    BigInteger number = new BigInteger(1, text.getBytes(UTF_8));
    StringBuilder out = new StringBuilder();
    BigInteger radix = BigInteger.valueOf(58);
    while (number.signum() > 0) {
      BigInteger[] parts = number.divideAndRemainder(radix);
      out.append(BASE58.charAt(parts[1].intValue()));
      number = parts[0];
    }
    return out.reverse().toString();
  }

  static String quintets(String text, String alphabet) {
    byte[] octets = text.getBytes(UTF_8);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < octets.length; i += 4) {
      long number = 0;
      int count = Math.min(4, octets.length - i);
      for (int j = 0; j < 4; j++) {
        number = number << 8 | (j < count ? octets[i + j] & 0xFF : 0);
      }
      char[] five = new char[5];
      for (int j = 4; j >= 0; j--) {
        five[j] = alphabet.charAt((int) (number % 85));
        number /= 85;
      }
      out.append(five, 0, count + 1);
    }
    return out.toString();
  }

  static String uuencode(String text) {
    byte[] octets = text.getBytes(UTF_8);
    StringBuilder out = new StringBuilder("\nbegin 644 x\n").append((char) (' ' + octets.length));
    for (int i = 0; i < octets.length; i += 3) {
      int number = 0;
      for (int j = 0; j < 3; j++) {
        number = number << 8 | (i + j < octets.length ? octets[i + j] & 0xFF : 0);
      }
      for (int shift = 18; shift >= 0; shift -= 6) {
        int six = number >> shift & 0x3F;
        out.append((char) (six == 0 ? '`' : ' ' + six));
      }
    }
    return out + "\n`\nend\n";
  }

  static String rot13(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char start = Character.isUpperCase(c) ? 'A' : 'a';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      out.append(letter ? (char) (start + (c - start + 13) % 26) : c);
    }
    return out.toString();
  }

  static String rot47(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c > ' ' && c < 0x7F ? (char) ('!' + (c - '!' + 47) % 94) : c);
    }
    return out.toString();
  }

  static String cyrillic(String text) {
    return Wrapping.row(
            "cdhjkmpqstvwxbz",
            "\u0441\u0501\u04bb\u0458\u043a\u043c\u0440\u051b\u0455\u0442\u0475\u051d\u0445\u044c\u0437")
        .apply(text);
  }

  /** Each character after one of an innocent text. */
  static String amid(String text) {
    String innocent = "Thank you for your question, it was noted.";
    StringBuilder out = new StringBuilder();
    int i = 0;
    for (int c : text.codePoints().toArray()) {
      out.append(innocent.charAt(i++ % innocent.length())).appendCodePoint(c);
    }
    return out.toString();
  }

  static String gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  static String deflate(String text, boolean bare) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
    deflater.setInput(text.getBytes(UTF_8));
    deflater.finish();
    byte[] out = new byte[text.length() * 4 + 100];
    int n = deflater.deflate(out);
    deflater.end();
    return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(out, n));
  }

  /** Words of no consequence. */
  static String chatter(Random random) {
    String[] words = {
      "the", "visit", "was", "moved", "to", "Tuesday", "and", "the", "invoice", "is", "paid",
      "thank", "you", "for", "waiting", "our", "office", "opens", "at", "eight"
    };
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      out.append(words[random.nextInt(words.length)]).append(' ');
    }
    return out.toString().strip();
  }
}
