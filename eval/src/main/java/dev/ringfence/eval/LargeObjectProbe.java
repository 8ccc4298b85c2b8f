package dev.ringfence.eval;

import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Large objects, which no policy looks at: what one customer's SQL left in one, another's could
 * read. Every way to make, fill and read one has to be refused for want of a right.
 */
final class LargeObjectProbe {
  /** Of a number that no object has: where the function may be called, it says so. */
  static final List<String> WAYS =
      List.of(
          "SELECT lo_from_bytea(0, 'left')::text",
          "SELECT lo_create(0)::text",
          "SELECT lo_creat(-1)::text",
          "SELECT lo_put(7, 0, 'left')::text",
          "SELECT lo_open(7, 131072)::text",
          "SELECT lowrite(0, 'left')::text",
          "SELECT loread(0, 9)::text",
          "SELECT lo_get(7)::text",
          "SELECT lo_get(7, 0, 9)::text",
          "SELECT lo_truncate(0, 9)::text",
          "SELECT lo_unlink(7)::text");

  private LargeObjectProbe() {}

  /** What was not refused on a person's login, under a true context. */
  static Set<Finding> of(Login login, String context) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (String sql : WAYS) {
      if (!login.asked(context, sql).isDenied()) {
        findings.add(new Finding(Rule.LEFT_FOR_ANOTHER, Tap.ROWS, sql + " was not refused", ""));
      }
    }
    return findings;
  }
}
