package dev.ringfence.eval;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads octets that were written as characters of some alphabet. What does not begin where the
 * encoding began is read from every place it could have begun at.
 */
final class Blobs {
  private static final byte[] BASE64 =
      alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "-+", "_/");
  private static final byte[] BASE32 = alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "aA-zZ");
  private static final byte[] BASE32_HEX = alphabet("0123456789ABCDEFGHIJKLMNOPQRSTUV", "aA-zZ");
  private static final byte[] BASE58 =
      alphabet("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
  private static final byte[] ASCII85 = range('!', 85);
  private static final byte[] Z85 =
      alphabet(
          "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#");

  private static final int LONGEST_58 = 200;

  private Blobs() {}

  static void base64(String text, Octets out) {
    runs(text, BASE64, 6, 6, 8, out);
  }

  static void base32(String text, Octets out) {
    runs(text, BASE32, 5, 7, 16, out);
    runs(text, BASE32_HEX, 5, 7, 16, out);
  }

  static void ascii85(String text, Octets out) {
    quintets(text, ASCII85, out);
    quintets(text, Z85, out);
  }

  /** Characters of so many bits each. */
  private static void runs(
      String text, byte[] alphabet, int bits, int shortest, int shifted, Octets out) {
    int places = bits == 6 ? 4 : 8;
    for (int i = 0; i < text.length(); i++) {
      if (value(alphabet, text.charAt(i)) < 0) {
        continue;
      }
      int start = i;
      while (i < text.length() && value(alphabet, text.charAt(i)) >= 0) {
        i++;
      }
      int all = i - start < shifted ? 1 : places;
      for (int place = 0; place < all && i - start - place >= shortest; place++) {
        byte[] octets = new byte[(i - start - place) * bits / 8];
        int pending = 0;
        int n = 0;
        int held = 0;
        for (int at = start + place; at < i && n < octets.length; at++) {
          pending = pending << bits | alphabet[text.charAt(at)];
          held += bits;
          if (held >= 8) {
            held -= 8;
            octets[n++] = (byte) (pending >> held);
          }
        }
        out.octets(octets, n, place == 0);
      }
    }
  }

  /** One number to each run, so that it has to be read from end to end. */
  static void base58(String text, Octets out) {
    for (int i = 0; i < text.length(); i++) {
      if (value(BASE58, text.charAt(i)) < 0) {
        continue;
      }
      int start = i;
      BigInteger number = BigInteger.ZERO;
      long part = 0;
      long scale = 1;
      while (i < text.length() && value(BASE58, text.charAt(i)) >= 0) {
        if (i - start < LONGEST_58) {
          part = part * 58 + BASE58[text.charAt(i)];
          scale *= 58;
          if (scale > 1L << 50) {
            number = number.multiply(BigInteger.valueOf(scale)).add(BigInteger.valueOf(part));
            part = 0;
            scale = 1;
          }
        }
        i++;
      }
      if (i - start >= 5 && i - start < LONGEST_58) {
        number = number.multiply(BigInteger.valueOf(scale)).add(BigInteger.valueOf(part));
        byte[] octets = number.toByteArray();
        out.octets(octets, octets.length, false);
      }
    }
  }

  /** Five characters to four octets. */
  private static void quintets(String text, byte[] alphabet, Octets out) {
    for (int i = 0; i < text.length(); i++) {
      if (value(alphabet, text.charAt(i)) < 0) {
        continue;
      }
      int start = i;
      while (i < text.length() && value(alphabet, text.charAt(i)) >= 0) {
        i++;
      }
      for (int place = 0; place < 5 && i - start - place >= 5; place++) {
        quintets(text, start + place, i, alphabet, out);
      }
    }
  }

  private static void quintets(String text, int from, int to, byte[] alphabet, Octets out) {
    int whole = (to - from) / 5;
    int rest = (to - from) % 5;
    byte[] octets = new byte[whole * 4 + 4];
    int n = 0;
    for (int at = from; at < to; at += 5) {
      long number = 0;
      for (int j = 0; j < 5; j++) {
        number = number * 85 + (at + j < to ? alphabet[text.charAt(at + j)] : 84);
      }
      int count = at + 5 <= to ? 4 : rest - 1;
      for (int j = 0; j < count; j++) {
        octets[n++] = (byte) (number >> (24 - 8 * j));
      }
    }
    out.octets(octets, n, false);
  }

  /** A line that begins with its length. */
  static void uuencode(String line, Octets out) {
    int length = line.isEmpty() ? 0 : line.charAt(0) - ' ';
    int body = (length + 2) / 3 * 4;
    if (length < 4 || length > 45 || line.length() < body + 1 || line.length() > body + 3) {
      return;
    }
    byte[] octets = new byte[length];
    int pending = 0;
    int held = 0;
    int n = 0;
    for (int i = 1; i <= body && n < length; i++) {
      pending = (pending << 6) | ((line.charAt(i) - ' ') & 0x3F);
      held += 6;
      if (held >= 8) {
        held -= 8;
        octets[n++] = (byte) (pending >> held);
      }
    }
    out.octets(octets, n, false);
  }

  private static int value(byte[] alphabet, char c) {
    return c < alphabet.length ? alphabet[c] : -1;
  }

  /**
   * The values of characters.
   *
   * @param same pairs of another character and the one it stands for; {@code aA-zZ} says it of all
   *     small letters
   */
  private static byte[] alphabet(String characters, String... same) {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < characters.length(); i++) {
      values[characters.charAt(i)] = (byte) i;
    }
    for (String pair : same) {
      if (pair.length() == 2) {
        values[pair.charAt(0)] = values[pair.charAt(1)];
      } else {
        for (char c = 'a'; c <= 'z'; c++) {
          values[c] = values[c - 'a' + 'A'];
        }
      }
    }
    return values;
  }

  private static byte[] range(char first, int count) {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < count; i++) {
      values[first + i] = (byte) i;
    }
    return values;
  }
}
