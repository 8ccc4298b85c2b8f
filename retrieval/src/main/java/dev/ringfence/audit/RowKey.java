package dev.ringfence.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The primary key of a row without its tenant.
 *
 * @param table {@code schema.table}
 * @param parts the values, in the key's order; none for rows that were summed up
 */
public record RowKey(String table, List<Part> parts) {
  public RowKey {
    parts = List.copyOf(parts);
  }

  /**
   * One value.
   *
   * @param personal whether it may say something about a person, as text does and a number does not
   */
  public record Part(String value, boolean personal) {}

  /** A row with a key that says nothing about anybody, such as a uuid. */
  public static RowKey of(String table, Object key) {
    return new RowKey(table, List.of(new Part(key.toString(), false)));
  }

  /** A row with a key that somebody wrote. */
  public static RowKey ofText(String table, String key) {
    return new RowKey(table, List.of(new Part(key, true)));
  }

  /** As an entry names it: what may be personal under a pseudonym. */
  String text(AuditKey key) {
    return table
        + "/"
        + (parts.isEmpty()
            ? "*"
            : parts.stream()
                .map(part -> part.personal() ? key.pseudonym(part.value()) : part.value())
                .collect(Collectors.joining(",")));
  }
}
