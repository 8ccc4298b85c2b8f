package dev.ringfence.recognition;

/** How much some words look like the name of a street; the surest first. */
enum StreetForm {
  /** The kind of a street, and a name. */
  STREET,
  /** A kind that is called like something else. */
  MAYBE,
  /** A name that a street could have, without a kind. */
  NAME,
  NONE
}
