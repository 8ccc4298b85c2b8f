package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;

/**
 * The ways of reading one text: folded as it stands, and below each layer of what hides something.
 * Deeper layers consist of windows around what was seen through, since all else was read above.
 */
public final class Views {
  /** How many layers are looked through: three encodings, and two ways of writing below them. */
  private static final int DEPTH = 5;

  /**
   * How long a layer can be, beside a share of the text that shrinks from all of it to a quarter.
   */
  private static final int ROOM = 8192;

  private static final List<Lens> LENSES =
      List.of(
          new Decoding(),
          new SoftBreaks(),
          new Controls(),
          new NumericEscapes(),
          new Confusables(),
          new Interrupted(),
          new Mirrored(),
          new FiguredDomain(),
          new Blobs(),
          new Codes(),
          new Bits(),
          new Spoken(),
          new NumberWords(),
          new Spaced(),
          new Parted());

  /** Reads what folding drops. */
  private static final TagCharacters TAGS = new TagCharacters();

  private Views() {}

  /**
   * At least one view, the first of which is the whole text.
   *
   * @throws OverrunException for a text that hides more than is looked through
   */
  public static List<View> of(String text) {
    List<View> views = new ArrayList<>();
    views.add(Folding.fold(text));
    View raw = text.indexOf(TagCharacters.HIGH) < 0 ? views.getFirst() : new View(text);
    while (views.size() <= DEPTH) {
      int share = Math.max(1, DEPTH - views.size());
      Layer layer = new Layer(text.length() / (DEPTH - 1) * share + ROOM);
      TAGS.look(raw, layer);
      for (Lens lens : LENSES) {
        lens.look(views.getLast(), layer);
      }
      if (layer.empty()) {
        break;
      }
      raw = layer.build();
      views.add(Folding.fold(raw));
    }
    return List.copyOf(views);
  }
}
