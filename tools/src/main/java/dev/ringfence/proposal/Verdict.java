package dev.ringfence.proposal;

import java.util.List;
import java.util.Optional;

/** What is proposed for one table. */
sealed interface Verdict {
  SchemaTable table();

  /**
   * It can be brought inside.
   *
   * @param owner empty where only staff are to read it
   * @param withoutOwner why it has no owner; empty where it has one
   */
  record Protect(
      SchemaTable table, OwnerColumn tenant, Optional<OwnerColumn> owner, String withoutOwner)
      implements Verdict {}

  /** Somebody has to say first which tenant its rows belong to. */
  record Undecided(SchemaTable table, String column, String why) implements Verdict {}

  /**
   * It cannot be brought inside as it is.
   *
   * @param nearest what to do to the table first, in SQL, to be looked at; none where nothing helps
   */
  record Impossible(SchemaTable table, String why, List<String> nearest) implements Verdict {
    public Impossible {
      nearest = List.copyOf(nearest);
    }
  }

  /** It is nobody's business. */
  record LeftOut(SchemaTable table, String why) implements Verdict {}
}
