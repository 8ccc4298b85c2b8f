package dev.ringfence.retrieval;

import java.util.Locale;

/**
 * Where a document came from. Its name is one of that origin: an upload that is called like a file
 * is another document.
 */
public enum Origin {
  /** Somebody handed it in. */
  UPLOAD,
  /** A file, called by its whole path. */
  FILE,
  /** A page of a site, called by its address. */
  SITE;

  /** As the database writes it. */
  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
