package dev.ringfence.recognition;

/**
 * The ASCII letters and digits that characters of other scripts are drawn like. Facts out of
 * Unicode's list of confusables (UTS #39), the scripts alone that fonts for mail and chat have.
 */
final class Homoglyphs {
  private static final char[] LETTERS = new char[0x1E00];

  static {
    // Greek
    pairs("\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T");
    pairs("\u03A5Y\u03A7X\u03B1a\u03B3y\u03B9i\u03BAk\u03BDv\u03BFo\u03C1p\u03C3o\u03C5u\u03F2c");
    pairs("\u03F9C\u03F3j\u03C4t\u03C7x\u03B7n\u03C9w\u03B5e\u03DCF\u03B2B");
    // Cyrillic
    pairs("\u0410A\u0412B\u0415E\u0405S\u0406I\u0408J\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C");
    pairs("\u0422T\u0425X\u0423Y\u04AEY\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0455s");
    pairs("\u0456i\u0457i\u0458j\u04BBh\u0501d\u051Bq\u051Dw\u0475v\u0474V\u04CFl\u04C0I\u050CG");
    pairs("\u043Cm\u043Dh\u043Ak\u0442t\u0432b\u0433r\u043Fn\u0451e\u051AQ\u051CW\u04AFy");
    // Armenian
    pairs("\u0555O\u0585o\u0578n\u057Du\u054DU\u0570h\u0566q\u0563q\u0581g\u057Cn\u054FS\u053CL");
    pairs("\u0561w\u0584f\u0575j\u0582i\u0574u");
    // Cherokee
    pairs("\u13AAA\u13A0D\u13A1R\u13A2T\u13A5i\u13ABJ\u13ACE\u13B3W\u13B7M\u13BBH\u13BEO\u13C0G");
    pairs("\u13C2h\u13C3Z\u13CEE\u13CFb\u13D2R\u13D4W\u13D5S\u13D9V\u13DAS\u13DEL\u13DFC\u13E2P");
    pairs("\u13E6K\u13F4B\u13D7J\u13C7L\u13E7d\u13F3G");
    // Latin letters of other shapes, and small capitals
    pairs("\u0131i\u0251a\u0261g\u0269i\u028Bu\u01C0l\u0237j\u0253b\u0257d\u0199k\u01A5p\u0142l");
    pairs("\u0111d\u00F8o\u0268i\u0280r\u0299b\u0262g\u029Ch\u026Ai\u029Fl\u0274n\u028Fy\u0279r");
    pairs("\u1D00a\u1D04c\u1D05d\u1D07e\u1D0Aj\u1D0Bk\u1D0Dm\u1D0Fo\u1D18p\u1D1Bt\u1D1Cu\u1D20v");
    pairs("\u1D21w\u1D22z\u0265h\u0250a\u01DDe\u0254c\u0287t\u028Cv\u0250a\u0183b\u1D11o\u0501d");
    // digits
    pairs("\u01B73\u04173\u042D3\u0437\u0033\u021C3\u04E03\u01BD5\u01BC5\u0431\u0036\u222A\u0055");
  }

  private Homoglyphs() {}

  private static void pairs(String pairs) {
    for (int i = 0; i < pairs.length(); i += 2) {
      if (pairs.charAt(i) < LETTERS.length) {
        LETTERS[pairs.charAt(i)] = pairs.charAt(i + 1);
      }
    }
  }

  /** The ASCII character that one is drawn like, or {@link View#NONE}. */
  static char ascii(char c) {
    return switch (c) {
      case '\uA730' -> 'f';
      case '\uA731' -> 's';
      default -> c < 0x80 || c >= LETTERS.length ? View.NONE : LETTERS[c];
    };
  }

  /** The digit that a character is or is drawn like, or -1. */
  static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char plain = c < 0x80 ? c : ascii(c);
    return switch (plain) {
      case 'O', 'o' -> 0;
      case 'l', 'I' -> 1;
      case '3', '5', '6' -> plain - '0';
      default -> -1;
    };
  }
}
