package dev.ringfence.retrieval;

import java.util.Locale;

/**
 * Who may read a document: everybody, the customers of its tenant, or one of them. Staff of its
 * tenant always may.
 */
public enum Visibility {
  PUBLIC,
  TENANT,
  CUSTOMER;

  /** As the database writes it. */
  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Visibility ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
