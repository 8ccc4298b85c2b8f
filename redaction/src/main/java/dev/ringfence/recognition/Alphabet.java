package dev.ringfence.recognition;

/** A set of ASCII characters that the runs of a secret are made of; the table has their names. */
enum Alphabet {
  A("0-9A-Za-z"),
  U("0-9A-Za-z_-"),
  W("0-9A-Za-z_"),
  P("0-9A-Za-z_-."),
  Q("0-9A-Za-z_-="),
  B("0-9A-Za-z+/="),
  C("0-9A-Z"),
  L("0-9a-z"),
  T("2-7A-Z"),
  h("0-9a-f"),
  H("0-9A-Fa-f"),
  D("0-9"),
  X("0-9a-f-"),
  Z("0-9A-Za-z_-.~"),
  S("0-9A-Za-z_-/+=.%");

  private final long low;
  private final long high;

  /** Ranges, and behind them the signs. */
  Alphabet(String characters) {
    long lows = 0;
    long highs = 0;
    for (int i = 0; i < characters.length(); i++) {
      char from = characters.charAt(i);
      boolean range =
          i + 2 < characters.length()
              && characters.charAt(i + 1) == '-'
              && Character.isLetterOrDigit(from)
              && Character.isLetterOrDigit(characters.charAt(i + 2));
      char to = range ? characters.charAt(i + 2) : from;
      for (char c = from; c <= to; c++) {
        if (c < 64) {
          lows |= 1L << c;
        } else {
          highs |= 1L << c - 64;
        }
      }
      i += range ? 2 : 0;
    }
    low = lows;
    high = highs;
  }

  boolean hasAll(Alphabet other) {
    return (other.low & ~low | other.high & ~high) == 0;
  }

  boolean has(char c) {
    return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> c - 64 & 1) != 0;
  }
}
