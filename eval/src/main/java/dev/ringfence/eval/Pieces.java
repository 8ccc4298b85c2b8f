package dev.ringfence.eval;

import dev.ringfence.eval.Memory.Made;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  /** A decoder and which of the texts it writes into. */
  private record Numbered(int number, Decoder decoder) {}

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

  /** More than this is decoded again each time. */
  private static final int LONGEST_REMEMBERED = 300;

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
  private final List<Turning> turns = new ArrayList<>();
  private final Map<Kind, List<Numbered>> byKind = new EnumMap<>(Kind.class);
  private final int names;

  /** All but the decoder, or the turn, of this name. */
  Pieces(String without) {
    this.unpacks = !without.equals("packed");
    for (Turning turn : Turning.OF_PIECES) {
      if (!turn.names.contains(without)) {
        turns.add(turn);
      }
    }
    List<Decoder> decoders =
        DECODERS.stream().filter(decoder -> !decoder.name().equals(without)).toList();
    List<String> distinct = decoders.stream().map(Decoder::name).distinct().toList();
    for (Kind kind : Kind.values()) {
      byKind.put(
          kind,
          decoders.stream()
              .filter(decoder -> decoder.kind() == kind)
              .map(decoder -> new Numbered(distinct.indexOf(decoder.name()), decoder))
              .toList());
    }
    this.names = distinct.size();
  }

  /**
   * Hands on what each decoder makes of a text.
   *
   * @return whether everything packed was unpacked to its end
   */
  boolean decode(String text, Consumer<String> each) {
    try (Inflating inflating = new Inflating(unpacks)) {
      Outs outs = new Outs(inflating, names);
      Cutting.runs(text, piece -> piece(Kind.RUN, piece, outs));
      Cutting.numbers(text, piece -> piece(Kind.NUMBERS, piece, outs));
      Cutting.signs(text, piece -> piece(Kind.SIGNS, piece, outs));
      Cutting.lines(text, piece -> piece(Kind.LINE, piece, outs));
      Cutting.marked(text, piece -> piece(Kind.MARKED, piece, outs));
      if (Signs.worthReading(text)) {
        turned(Kind.WHOLE, text, outs);
      }
      for (Octets out : outs.list) {
        String made = out.made();
        if (!made.isEmpty()) {
          each.accept(made);
        }
      }
      return inflating.whole();
    }
  }

  private void piece(Kind kind, String piece, Outs outs) {
    long key = memory.key(kind.name().hashCode(), piece);
    List<Made> known = memory.get(key);
    if (known != null) {
      known.forEach(made -> outs.list.get(made.decoder()).again(made.text()));
      return;
    }
    int[] before = outs.list.stream().mapToInt(Octets::length).toArray();
    turned(kind, piece, outs);
    List<Made> made = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < before.length; i++) {
      Octets out = outs.list.get(i);
      if (out.length() > before[i]) {
        made.add(new Made(i, out.since(before[i])));
        length += out.length() - before[i];
      }
    }
    // Whether something was packed too well to be unpacked is to be told each time.
    if (length <= LONGEST_REMEMBERED && outs.inflating.whole()) {
      memory.put(key, List.copyOf(made));
    }
  }

  private void turned(Kind kind, String piece, Outs outs) {
    for (Turning turn : turns) {
      String turned = turn.of(piece);
      for (Numbered each : byKind.getOrDefault(kind, List.of())) {
        if (turn != Turning.NONE || !each.decoder().turnedOnly()) {
          each.decoder().decoding().decode(turned, outs.list.get(each.number()));
        }
      }
    }
  }

  /** What all decoders write into. */
  private static final class Outs {
    private final Inflating inflating;
    private final List<Octets> list = new ArrayList<>();

    Outs(Inflating inflating, int count) {
      this.inflating = inflating;
      for (int i = 0; i < count; i++) {
        list.add(new Octets(inflating));
      }
    }
  }
}
