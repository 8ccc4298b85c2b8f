package dev.ringfence.eval;

/**
 * A random value that may reach no model.
 *
 * @param written as a person writes it
 * @param key what of it is looked for, in whatever it comes out: a word that stands nowhere else,
 *     or its last digits
 * @param owner whose it is: a conversation, or a person's rows; empty where everybody may read it
 */
record FuzzValue(Kind kind, String written, String key, String owner) {
  /** What kind of value it is. */
  enum Kind {
    EMAIL,
    PHONE,
    CARD,
    IBAN,
    SECRET
  }
}
