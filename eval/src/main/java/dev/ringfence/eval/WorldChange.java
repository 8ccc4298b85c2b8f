package dev.ringfence.eval;

import dev.ringfence.eval.Canary.Origin;
import java.util.List;

/**
 * What is another thing in the second world: rows of one owner, or of one company.
 *
 * @param name the kind, the tables and whose
 * @param origins of every row that is touched, as the lab's own contract names them
 * @param statements of the superuser's
 * @param directory whether the service has to be told that memberships are others
 */
record WorldChange(String name, List<Origin> origins, List<String> statements, boolean directory) {
  WorldChange {
    origins = List.copyOf(origins);
    statements = List.copyOf(statements);
  }

  /**
   * Whether it is any business of a person's: what they may read, and what is their whole
   * company's. All others must not notice.
   */
  boolean concerns(Person person) {
    return origins.stream().anyMatch(origin -> concerns(person, origin));
  }

  private static boolean concerns(Person person, Origin origin) {
    boolean ofTheCompany = origin.owner() == null && origin.visibility() == null;
    return person.mayRead(origin) || (ofTheCompany && person.tenant().equals(origin.tenant()));
  }
}
