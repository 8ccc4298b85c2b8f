package dev.ringfence.recognition;

/** The plain form of each sign that is drawn like a dot, a dash, a plus, a space or a bracket. */
final class Signs {
  private Signs() {}

  static int plain(int codePoint) {
    return switch (codePoint) {
      case 0x3002,
          0xFF61,
          0x2024,
          0x2027,
          0x00B7,
          0x30FB,
          0x06D4,
          0x2022,
          0x2219,
          0x22C5,
          0x2E31,
          0x2E33,
          0x0387,
          0xA78F,
          0xA4F8,
          0x0701,
          0x0702,
          0x25CF,
          0x26AB,
          0x2B24,
          0x1D16D,
          0x10A50 ->
          '.';
      case 0x2212, 0x2043, 0x02D7, 0x30FC, 0xFF70, 0x2796, 0x2500, 0x2501, 0x10191 -> '-';
      case 0x2795, 0x16ED, 0x1F7A2, 0x1029B -> '+';
      case 0x2044, 0x2215, 0x29F8, 0x2571 -> '/';
      case 0x2768, 0x276A, 0x27EE, 0x2985 -> '(';
      case 0x2769, 0x276B, 0x27EF, 0x2986 -> ')';
      case 0x2772, 0x27E6, 0x3010, 0x3014, 0x301A, 0x2045 -> '[';
      case 0x2773, 0x27E7, 0x3011, 0x3015, 0x301B, 0x2046 -> ']';
      case 0x2800 -> ' ';
      case 0x0085 -> '\n';
      default ->
          switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
            case Character.DASH_PUNCTUATION -> '-';
            default -> codePoint;
          };
    };
  }
}
