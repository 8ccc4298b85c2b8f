package dev.ringfence.recognition;

/**
 * Looks through escapes that are a backslash and digits: octal ones of program text, hexadecimal
 * ones of CSS. Since paths and prose have them too, this is a reading of its own.
 */
final class NumericEscapes implements Lens {
  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    int i = view.seek(0, Trigger.ESCAPE);
    while (i < view.length()) {
      int end = view.at(i) == '\\' ? BackslashEscapes.numericEnd(view, i) : -1;
      if (end > 0) {
        windows.replace(i, end, BackslashEscapes.codePoint(view, i, end));
      }
      i = view.seek(Math.max(end, i + 1), Trigger.ESCAPE);
    }
    windows.close();
  }
}
