package dev.ringfence.tenancy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a policy compares with the sealed context, read from the text that {@code
 * pg_get_expr} gives of it: the tenant's, and the owner's inside the tenant.
 */
record PolicyColumns(@Nullable String tenant, @Nullable String owner) {
  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*)";
  private static final String ONE = "\\(?" + NAME + "\\)?(?:::[a-z ]+)?";

  /** {@code (tenant_id, customer_id) = ( SELECT s.tenant, s.customer …}. */
  private static final Pattern PAIR =
      Pattern.compile("\\(" + ONE + ", " + ONE + "\\) = \\( ?SELECT ([^)]{1,200})");

  /** {@code tenant_id = ( SELECT s.tenant …} or {@code ringfence.tenant_id()}. */
  private static final Pattern SINGLE = Pattern.compile(ONE + " = \\(? ?(?:SELECT )?([^)]{1,120})");

  private static final Pattern CONTEXT = Pattern.compile("(scope|tenant_id|customer_id)\\(");
  private static final Pattern TENANT = Pattern.compile("\\btenant(_id\\(|\\b)");
  private static final Pattern OWNER = Pattern.compile("\\b(customer|member|session)(_id\\(|\\b)");

  static PolicyColumns read(String expression) {
    // A literal is no column, and may look like one.
    String text = expression.replaceAll("'(?:[^']|'')*'", "''").replaceAll("\\s+", " ");
    Matcher pair = PAIR.matcher(text);
    if (pair.find() && pair.group(3).contains("tenant")) {
      return new PolicyColumns(unquoted(pair.group(1)), unquoted(pair.group(2)));
    }
    Optional<String> tenant = Optional.empty();
    Optional<String> owner = Optional.empty();
    Matcher single = SINGLE.matcher(text);
    while (single.find()) {
      if (!CONTEXT.matcher(single.group(2)).find()) {
        continue;
      }
      // What is selected stands before where it is selected from.
      String selected = single.group(2).split(" FROM ", -1)[0];
      if (tenant.isEmpty() && TENANT.matcher(selected).find()) {
        tenant = Optional.of(unquoted(single.group(1)));
      } else if (owner.isEmpty() && OWNER.matcher(selected).find()) {
        owner = Optional.of(unquoted(single.group(1)));
      }
    }
    return new PolicyColumns(tenant.orElse(null), owner.orElse(null));
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
