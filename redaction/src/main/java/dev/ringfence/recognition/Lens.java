package dev.ringfence.recognition;

/**
 * One way of looking through what hides a value. It rewrites what it sees through, in windows of
 * the layer below, and reads each character a bounded number of times.
 */
interface Lens {
  void look(View view, Layer layer);
}
