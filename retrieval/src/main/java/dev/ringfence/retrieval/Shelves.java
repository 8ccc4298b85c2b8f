package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import java.util.UUID;

/**
 * Where what somebody may read lies: what is public, what is for all customers, what is one
 * person's. The policies decide; naming the shelves makes them conditions of the index, so that
 * nobody's search passes over the rows of another.
 *
 * <p>A document's id is a hash, so the ids on a shelf lie evenly. Where a shelf was read in their
 * order up to one of them, the part of all ids below it is the part of the shelf that was read.
 */
final class Shelves {
  private static final String[] PUBLIC = {"public"};
  private static final String[] SHARED = {"public", "tenant"};
  private static final String[] EVERYTHING = {"public", "tenant", "customer"};
  private static final String[] PRIVATE = {"private"};
  private static final String[] OWN = {"customer", "private"};

  private Shelves() {}

  /** The shelves that are read as a whole. */
  static String[] of(Principal by) {
    return switch (by) {
      case Principal.Visitor _ -> PUBLIC.clone();
      case Principal.Customer _ -> SHARED.clone();
      case Principal.Staff _ -> EVERYTHING.clone();
    };
  }

  /** The shelves of which somebody's own part is read; a visitor has none. */
  static String[] ownOf(Principal by) {
    return switch (by) {
      case Principal.Visitor _ -> new String[0];
      case Principal.Customer _ -> OWN.clone();
      case Principal.Staff _ -> PRIVATE.clone();
    };
  }

  /** The part of all ids that lies below one: above 0 and at most 1. */
  static double below(UUID id) {
    // Without the lowest bit, since Java has no unsigned numbers.
    double place = (id.getMostSignificantBits() >>> 1) * 0x1p-63;
    return Math.clamp(place, 1e-6, 1);
  }
}
