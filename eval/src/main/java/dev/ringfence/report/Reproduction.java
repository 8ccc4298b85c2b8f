package dev.ringfence.report;

import java.util.List;

/**
 * The least that shows a finding again.
 *
 * @param curl requests, one command each, in their order
 * @param sql statements that show the same beside the service, in their order
 */
public record Reproduction(List<String> curl, List<String> sql) {
  /** Checks that it shows anything. */
  public Reproduction {
    curl = List.copyOf(curl);
    sql = List.copyOf(sql);
    if (curl.isEmpty() && sql.isEmpty()) {
      throw new IllegalArgumentException("a reproduction has a request or a statement");
    }
  }
}
