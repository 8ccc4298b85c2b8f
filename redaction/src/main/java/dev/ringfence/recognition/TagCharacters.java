package dev.ringfence.recognition;

/**
 * Looks through tag characters: a copy of ASCII at U+E0020 to U+E007E that shows nothing, and that
 * a model reads all the same. It needs a view that was not folded, since folding drops them;
 * dropped they are read as well.
 */
final class TagCharacters implements Lens {
  /** The first half of each of them in UTF-16. */
  static final char HIGH = '\uDB40';

  private static final char FIRST = '\uDC20';
  private static final char LAST = '\uDC7E';

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    for (int i = 0; i < view.length(); i++) {
      char low = view.at(i + 1);
      if (view.at(i) == HIGH && low >= FIRST && low <= LAST) {
        windows.replace(i, i + 2, low - FIRST + ' ');
        i++;
      }
    }
    windows.close();
  }
}
