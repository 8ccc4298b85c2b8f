package dev.ringfence.ingestion;

import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.Visibility;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where documents go, and who may read them there.
 *
 * @param by as whom they are written
 * @param customer whose they are, exactly where they are visible to one customer
 */
public record IngestTarget(Principal.Staff by, Visibility visibility, @Nullable UUID customer) {
  public IngestTarget {
    if ((visibility == Visibility.CUSTOMER) != (customer != null)) {
      throw new IllegalArgumentException("exactly a customer's document has a customer");
    }
  }
}
