package dev.ringfence.tools;

import org.jspecify.annotations.Nullable;

/**
 * Where a part of an answer comes from, set by code from what was read. The title is for the person
 * who asked and never for a model: it is not masked.
 *
 * @param url where the person can read it; null where there is no page
 */
public record Source(Kind kind, String title, @Nullable String url, Scope scope) {
  /** What was read. */
  public enum Kind {
    DOCUMENT,
    RECORD
  }

  /** Who else may read it. */
  public enum Scope {
    PUBLIC,
    ACCOUNT
  }
}
