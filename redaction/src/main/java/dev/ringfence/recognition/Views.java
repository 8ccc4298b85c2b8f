package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;

/** The ways of reading one text: as it stands, folded, and below each layer of encoding. */
public final class Views {
  private Views() {}

  /** At least one view; each further one has a layer of encoding less. */
  public static List<View> of(String text) {
    List<View> views = new ArrayList<>();
    views.add(Folding.fold(text));
    while (views.size() <= Decoding.DEPTH) {
      View decoded = Decoding.decode(views.getLast()).orElse(null);
      if (decoded == null) {
        break;
      }
      views.add(decoded);
    }
    return List.copyOf(views);
  }
}
