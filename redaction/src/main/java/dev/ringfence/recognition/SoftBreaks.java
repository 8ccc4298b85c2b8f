package dev.ringfence.recognition;

/**
 * Looks through ends of lines that belong to how a text is written, not to the text: behind an
 * equals sign in quoted-printable (RFC 2045, 6.7), behind a backslash in program text. Elsewhere
 * such an end is one, so that this is a reading of its own.
 */
final class SoftBreaks implements Lens {
  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    int i = view.seek(0, Trigger.ESCAPE);
    while (i < view.length()) {
      int end = view.at(i + 1) == '\r' ? i + 2 : i + 1;
      boolean mark = view.at(i) == '=' || view.at(i) == '\\';
      boolean soft = mark && view.at(end) == '\n' && view.at(end + 1) != View.NONE;
      if (soft && i > 0 && !Windows.blank(view.at(i - 1))) {
        windows.drop(i, end + 1);
      }
      i = view.seek(i + 1, Trigger.ESCAPE);
    }
    windows.close();
  }
}
