package dev.ringfence.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * The vectors that may share an index: those of one tenant, one visibility and one model.
 *
 * @param slug the tenant's name in commands
 * @param dimensions of each of its vectors
 * @param passages how many there were when they were counted
 */
public record VectorCollection(
    UUID tenant, String slug, Visibility visibility, String model, int dimensions, long passages) {
  public VectorCollection {
    if (visibility.isOwned()) {
      throw new IllegalArgumentException("no index holds the rows of more than one customer");
    }
  }

  /** What the names of all indexes of a tenant begin with. */
  static String namesOf(UUID tenant) {
    return "near_" + tenant.toString().replace("-", "") + "_";
  }

  /** Its index: the same name for the same collection, whatever is in it. */
  String indexName() {
    return namesOf(tenant)
        + visibility.stored()
        + "_"
        + UUID.nameUUIDFromBytes(model.getBytes(UTF_8)).toString().substring(0, 8);
  }

  @Override
  public String toString() {
    return slug + ", " + visibility.stored() + ", " + model;
  }
}
