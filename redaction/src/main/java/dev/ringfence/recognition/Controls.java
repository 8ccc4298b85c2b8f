package dev.ringfence.recognition;

/**
 * Looks through control characters that do not end a line or part columns. They show nothing, but
 * part what stands beside them in other hands, so that this is a reading of its own.
 */
final class Controls implements Lens {
  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    char[] chars = view.characters();
    int length = view.length();
    for (int i = 0; i < length && !windows.full(); i++) {
      char c = chars[i];
      boolean control = c < '\t' || (c > '\r' && c < ' ') || (c >= 0x7F && c < 0xA0);
      if (control && c != View.NONE) {
        windows.drop(i, i + 1);
      }
    }
    windows.close();
  }
}
