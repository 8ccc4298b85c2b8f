package dev.ringfence.recognition;

/**
 * Knows one kind of sensitive value by its grammar. The work it does is bounded for each character,
 * so that no text, however hostile, costs more than its length.
 *
 * <p>A recognizer is a public class with a constructor without arguments, and {@code
 * AutoService(Recognizer.class)}; that is all that it takes to be asked. It keeps nothing between
 * texts and is used by several threads at once.
 */
public interface Recognizer {
  /** Reports every value of this kind in a view. */
  void find(View view, Context context, Findings findings);
}
