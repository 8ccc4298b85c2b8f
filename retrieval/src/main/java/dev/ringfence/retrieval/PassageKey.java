package dev.ringfence.retrieval;

import io.vertx.sqlclient.Row;
import java.util.UUID;

/**
 * Which passage of a tenant: the order among keys is PostgreSQL's, so that a tie is broken alike in
 * a statement and outside of it.
 *
 * @param ordinal its place in its document, from 0
 */
public record PassageKey(UUID document, int ordinal) implements Comparable<PassageKey> {
  /** From the columns document_id and ordinal. */
  static PassageKey of(Row row) {
    return new PassageKey(row.getUUID("document_id"), row.getInteger("ordinal"));
  }

  @Override
  public int compareTo(PassageKey other) {
    int high =
        Long.compareUnsigned(
            document.getMostSignificantBits(), other.document.getMostSignificantBits());
    int low =
        Long.compareUnsigned(
            document.getLeastSignificantBits(), other.document.getLeastSignificantBits());
    if (high != 0) {
      return high;
    }
    return low != 0 ? low : Integer.compare(ordinal, other.ordinal);
  }
}
