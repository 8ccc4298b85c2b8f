package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a text into the pieces that decoders can read, and decodes each as it stands, backwards and
 * with its letters exchanged as rot13 does.
 *
 * <p>Decoders write into one text each, so that the halves of a word that were encoded apart come
 * out side by side.
 */
final class Pieces {
  /** A way to decode, of pieces of one kind. */
  private record Decoder(String name, Kind kind, Decoding decoding) {
    /** Whether what it reads is read without it where nothing was turned. */
    boolean turnedOnly() {
      return name.equals("escapes") || name.equals("mixed");
    }
  }

  /** Writes what a piece says; nothing where it says nothing. */
  interface Decoding {
    void decode(String piece, Octets out);
  }

  /** Kinds of pieces. */
  private enum Kind {
    /** Without white space or quotation marks, and lines of such that go on. */
    RUN,
    /** Short groups of figures and letters with a few signs between. */
    NUMBERS,
    /** Points and dashes. */
    SIGNS,
    /** A line that could be uuencoded. */
    LINE,
    /** Between the marks of Ascii85. */
    MARKED,
    /** Words of a spelling alphabet, and the characters that nobody sees. */
    WHOLE
  }

  private static final List<Decoder> DECODERS =
      List.of(
          new Decoder("escapes", Kind.RUN, Escapes::turned),
          new Decoder("quoted-printable", Kind.RUN, Escapes::quotedPrintable),
          new Decoder("punycode", Kind.RUN, Escapes::punycode),
          new Decoder("base64", Kind.RUN, Blobs::base64),
          new Decoder("base32", Kind.RUN, Blobs::base32),
          new Decoder("base58", Kind.RUN, Blobs::base58),
          new Decoder("ascii85", Kind.RUN, Blobs::ascii85),
          new Decoder("ascii85", Kind.MARKED, Blobs::ascii85),
          new Decoder("uuencode", Kind.LINE, Blobs::uuencode),
          new Decoder("hexadecimal", Kind.RUN, Numbers::hexadecimal),
          new Decoder("hexadecimal", Kind.NUMBERS, Numbers::hexadecimal),
          new Decoder("numbers", Kind.NUMBERS, Numbers::lists),
          new Decoder("bits", Kind.RUN, Numbers::bits),
          new Decoder("morse", Kind.SIGNS, Signs::morse),
          new Decoder("mixed", Kind.RUN, Signs::mixed),
          new Decoder("spelling", Kind.WHOLE, Signs::spelling),
          new Decoder("invisible", Kind.WHOLE, Signs::invisible));

  static final List<String> NAMES =
      List.of(
          "quoted-printable",
          "punycode",
          "base64",
          "base32",
          "base58",
          "ascii85",
          "uuencode",
          "hexadecimal",
          "numbers",
          "bits",
          "morse",
          "mixed",
          "spelling",
          "invisible",
          "packed",
          "backwards",
          "rot13");

  private final Memory memory = new Memory();
  private final boolean unpacks;
  private final List<Turn> turns = new ArrayList<>();
  private final List<List<Decoder>> byKind = new ArrayList<>();
  private final List<String> names;

  /** All but the decoder, or the turn, of this name. */
  Pieces(String without) {
    this.unpacks = !without.equals("packed");
    for (Turn turn : Turn.OF_PIECES) {
      if (!turn.names.contains(without)) {
        turns.add(turn);
      }
    }
    List<Decoder> decoders =
        DECODERS.stream().filter(decoder -> !decoder.name().equals(without)).toList();
    for (Kind kind : Kind.values()) {
      byKind.add(decoders.stream().filter(decoder -> decoder.kind() == kind).toList());
    }
    this.names = decoders.stream().map(Decoder::name).distinct().toList();
  }

  /**
   * Hands on what each decoder makes of a text.
   *
   * @return whether everything packed was unpacked to its end
   */
  boolean decode(String text, Consumer<String> each) {
    try (Inflating inflating = new Inflating(unpacks)) {
      List<Octets> outs = new ArrayList<>();
      names.forEach(_ -> outs.add(new Octets(inflating)));
      Cutting.runs(text, piece -> piece(Kind.RUN, piece, outs));
      Cutting.numbers(text, piece -> piece(Kind.NUMBERS, piece, outs));
      Cutting.signs(text, piece -> piece(Kind.SIGNS, piece, outs));
      Cutting.lines(text, piece -> piece(Kind.LINE, piece, outs));
      Cutting.marked(text, piece -> piece(Kind.MARKED, piece, outs));
      if (Signs.worthReading(text)) {
        turned(Kind.WHOLE, text, outs);
      }
      for (Octets out : outs) {
        String made = out.made();
        if (!made.isEmpty()) {
          each.accept(made);
        }
      }
      return inflating.whole();
    }
  }

  private void piece(Kind kind, String piece, List<Octets> outs) {
    long key = memory.key(kind.ordinal(), piece);
    if (!memory.has(key) && !turned(kind, piece, outs)) {
      memory.add(key);
    }
  }

  /** Whether any decoder made something of a piece. */
  private boolean turned(Kind kind, String piece, List<Octets> outs) {
    boolean any = false;
    for (Turn turn : turns) {
      String turned = turn.of(piece);
      for (Decoder decoder : byKind.get(kind.ordinal())) {
        Octets out = outs.get(names.indexOf(decoder.name()));
        int before = out.length();
        if (turn != Turn.NONE || !decoder.turnedOnly()) {
          decoder.decoding().decode(turned, out);
        }
        any |= out.length() > before;
      }
    }
    return any;
  }
}
