package dev.ringfence.chat;

/**
 * What a person asks.
 *
 * @param conversation any string of 1 to 128 characters, unique for its owner
 * @param text 1 to {@value #MAX_TEXT} characters
 */
record Question(String conversation, String text) {
  static final int MAX_TEXT = 16_000;
  static final int MAX_ID = 128;
}
