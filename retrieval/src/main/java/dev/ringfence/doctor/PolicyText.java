package dev.ringfence.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A policy of a protected table that lets some role of the service through, as the catalogue has
 * it.
 *
 * @param command {@code *}, {@code r}, {@code a}, {@code w} or {@code d}, as in {@code pg_policy}
 * @param reads its USING, empty for none
 * @param writes its WITH CHECK, empty for none
 * @param roles those of the service that it is for
 * @param columns of its table
 * @param owners the columns of its table that say which person a row belongs to
 * @param indexes the columns of each of its table's indexes
 * @param tenants the columns of its table that say which tenant a row belongs to
 * @param people other columns of its table that refer to a person by a foreign key
 */
record PolicyText(
    String object,
    String quoted,
    String name,
    String command,
    String reads,
    String writes,
    Set<String> roles,
    Set<String> columns,
    Set<String> owners,
    List<List<String>> indexes,
    Set<String> tenants,
    Set<String> people) {

  static PolicyText of(List<String> row) {
    return new PolicyText(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        words(row.get(6)),
        words(row.get(7)),
        words(row.get(8)),
        Arrays.stream(row.get(9).split(";")).map(index -> List.of(index.split(","))).toList(),
        words(row.get(10)),
        words(row.get(11)));
  }

  private static Set<String> words(String list) {
    return list.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(list.split(",")));
  }

  /** Whether only staff pass through it. */
  boolean forStaffOnly() {
    return roles.equals(Set.of("ringfence_staff"));
  }

  boolean isFor(String commands) {
    return commands.contains(command);
  }

  /** The condition on rows that are written: WITH CHECK, and USING where there is none. */
  String check() {
    return writes.isEmpty() && isFor("*w") ? reads : writes;
  }
}
