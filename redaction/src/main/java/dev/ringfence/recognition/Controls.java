package dev.ringfence.recognition;

/**
 * Looks through control characters that do not end a line or part columns. They show nothing, but
 * part what stands beside them in other hands, so that this is a reading of its own.
 */
final class Controls implements Lens {
  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    int i = view.seek(0, Trigger.CONTROL);
    while (i < view.length()) {
      windows.drop(i, i + 1);
      i = view.seek(i + 1, Trigger.CONTROL);
    }
    windows.close();
  }
}
