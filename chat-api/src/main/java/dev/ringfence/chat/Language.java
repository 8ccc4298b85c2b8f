package dev.ringfence.chat;

/** The languages whose words the lexicon has, in the order of its columns. */
enum Language {
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  ITALIAN
}
