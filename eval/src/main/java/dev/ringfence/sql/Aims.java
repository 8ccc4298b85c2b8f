package dev.ringfence.sql;

import java.util.List;

/**
 * What an attacker knows who writes SQL.
 *
 * @param roles of the database, those that a login may become and those that it may not
 * @param forged contexts that nobody sealed, or that were sealed for something else
 * @param keys ids of rows, people and companies that are somebody else's
 */
public record Aims(
    String tenant, String subject, List<String> roles, List<String> forged, List<String> keys) {
  public Aims {
    roles = List.copyOf(roles);
    forged = List.copyOf(forged);
    keys = List.copyOf(keys);
  }
}
