package dev.ringfence.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * The least that shows a finding again.
 *
 * @param curl commands for a shell, in their order
 * @param sql statements that show the same beside the service, in their order
 * @param attack an entry for {@code eval run --attacks}; empty where there is none
 */
public record Reproduction(List<String> curl, List<String> sql, String attack) {
  /** Checks that it shows anything. */
  public Reproduction {
    curl = List.copyOf(curl);
    sql = List.copyOf(sql);
    if (curl.isEmpty() && sql.isEmpty() && attack.isEmpty()) {
      throw new IllegalArgumentException("a reproduction has a request, a statement or an attack");
    }
  }

  /** All of it in lines, for people. */
  List<String> lines() {
    return Stream.of(curl, sql, attack.lines().toList()).flatMap(List::stream).toList();
  }
}
