package dev.ringfence.chat;

import dev.ringfence.retrieval.DocumentShelf;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for, by {@code after} and {@code limit} behind the path.
 *
 * @param after the last id of the page before; null for the first page
 */
record PageQuery(@Nullable UUID after, int limit) {
  private static final int USUAL = 50;
  private static final int MOST = DocumentShelf.MOST - 1;

  /**
   * @throws Problem.ProblemException 422 for what is no page
   */
  static PageQuery of(Exchange exchange) {
    return new PageQuery(
        exchange.query("after").map(PageQuery::id).orElse(null),
        exchange.query("limit").map(PageQuery::number).orElse(USUAL));
  }

  private static UUID id(String given) {
    try {
      return UUID.fromString(given);
    } catch (IllegalArgumentException e) {
      throw Upload.invalid("after", "is the id that 'next' gave").raise();
    }
  }

  /** Of a list whose order changes: what the page would begin after may be gone. */
  void requireFound(List<?> page) {
    if (after != null && page.isEmpty()) {
      throw Upload.invalid("after", "has nothing behind it any more; begin again without it")
          .raise();
    }
  }

  private static int number(String given) {
    if (!given.matches("[1-9][0-9]?")) {
      throw Upload.invalid("limit", "is a number from 1 to " + MOST).raise();
    }
    return Integer.parseInt(given);
  }
}
