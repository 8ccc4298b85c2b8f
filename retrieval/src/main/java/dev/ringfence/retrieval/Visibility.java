package dev.ringfence.retrieval;

import java.util.Locale;

/** Who may read a document. What is not private, the staff of its tenant may read as well. */
public enum Visibility {
  /** Everybody. */
  PUBLIC,
  /** The customers of its tenant. */
  TENANT,
  /** One of them. */
  CUSTOMER,
  /** The person who brought it, and nobody else. */
  PRIVATE;

  /** Whether it is one person's, so that a document of it has an owner. */
  boolean isOwned() {
    return this == CUSTOMER || this == PRIVATE;
  }

  /** As the database writes it. */
  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Visibility ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
