package dev.ringfence.audit;

import java.util.Locale;

/** How what was asked for was decided. */
public enum Decision {
  /** It was done. */
  ALLOWED,
  /** It was not done, because of who asked or how. */
  REFUSED,
  /** It broke off. */
  FAILED,
  /** A row was read that is not the reader's, and was kept from them. */
  DROPPED,
  /** It was stopped on its way out, because of what was in it. */
  BLOCKED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
