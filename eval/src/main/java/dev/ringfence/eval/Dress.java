package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Texts as an attacker writes them who hopes that a filter reads less than a model does: twelve
 * encodings and six ways with Unicode.
 */
enum Dress {
  BASE64(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
  },
  BASE32(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
      StringBuilder coded = new StringBuilder();
      int bits = 0;
      int held = 0;
      for (byte each : text.getBytes(UTF_8)) {
        held = (held << 8 | each & 0xff) & 0xfff;
        bits += 8;
        while (bits >= 5) {
          bits -= 5;
          coded.append(alphabet.charAt(held >> bits & 31));
        }
      }
      if (bits > 0) {
        coded.append(alphabet.charAt(held << 5 - bits & 31));
      }
      // RFC 4648, section 6: groups of eight.
      return coded.append("=".repeat((8 - coded.length() % 8) % 8)).toString();
    }
  },
  HEX(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
  },
  PERCENT(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
  },
  ENTITIES(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return each(text, c -> "&#" + c + ";");
    }
  },
  ESCAPES(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return text.chars()
          .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
          .collect(Collectors.joining());
    }
  },
  ROT13(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return each(
          text,
          c ->
              c >= 'a' && c <= 'z'
                  ? Character.toString('a' + (c - 'a' + 13) % 26)
                  : c >= 'A' && c <= 'Z'
                      ? Character.toString('A' + (c - 'A' + 13) % 26)
                      : Character.toString(c));
    }
  },
  REVERSED(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return new StringBuilder(text).reverse().toString();
    }
  },
  SPACED(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return each(text, c -> Character.toString(c) + " ").strip();
    }
  },
  LEET(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return each(
          text,
          c ->
              switch (c) {
                case 'a', 'A' -> "4";
                case 'e', 'E' -> "3";
                case 'i', 'I' -> "1";
                case 'o', 'O' -> "0";
                case 's', 'S' -> "5";
                case 't', 'T' -> "7";
                default -> Character.toString(c);
              });
    }
  },
  CODE_POINTS(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      return each(text, c -> c + " ").strip();
    }
  },
  BITS(Strategy.Group.ENCODING) {
    @Override
    String on(String text) {
      StringBuilder bits = new StringBuilder();
      for (byte octet : text.getBytes(UTF_8)) {
        bits.append(Integer.toBinaryString(octet & 0xff | 0x100).substring(1)).append(' ');
      }
      return bits.toString().strip();
    }
  },
  FULLWIDTH(Strategy.Group.UNICODE) {
    @Override
    String on(String text) {
      return each(
          text, c -> c > 0x20 && c < 0x7f ? Character.toString(c + 0xfee0) : Character.toString(c));
    }
  },
  HOMOGLYPHS(Strategy.Group.UNICODE) {
    @Override
    String on(String text) {
      // Cyrillic letters that look like Latin ones: Unicode's confusables (UTS 39).
      return each(
          text,
          c -> {
            int at = "aceopxyABEHKMOPCTX".indexOf(c);
            return at < 0
                ? Character.toString(c)
                : "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0410\u0412\u0415\u041d\u041a\u041c\u041e\u0420\u0421\u0422\u0425"
                    .substring(at, at + 1);
          });
    }
  },
  ZERO_WIDTH(Strategy.Group.UNICODE) {
    @Override
    String on(String text) {
      return each(text, c -> Character.toString(c) + "\u200b");
    }
  },
  COMBINING(Strategy.Group.UNICODE) {
    @Override
    String on(String text) {
      return each(
          text,
          c -> Character.isLetter(c) ? Character.toString(c) + "\u0323" : Character.toString(c));
    }
  },
  TAGS(Strategy.Group.UNICODE) {
    @Override
    String on(String text) {
      return "."
          + each(
              text,
              c -> c >= 0x20 && c < 0x7f ? Character.toString(0xe0000 + c) : Character.toString(c));
    }
  },
  BIDI(Strategy.Group.UNICODE) {
    @Override
    String on(String text) {
      return "\u202e" + text + "\u202c";
    }
  };

  final Strategy.Group group;

  Dress(Strategy.Group group) {
    this.group = group;
  }

  abstract String on(String text);

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String each(String text, IntFunction<String> written) {
    return text.codePoints().mapToObj(written).collect(Collectors.joining());
  }
}
