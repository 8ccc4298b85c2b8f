package dev.ringfence.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison of columns with the sealed context, in one of the forms that prove something.
 *
 * @param kind whose context it takes: {@code customer}, {@code staff}, {@code visitor}, or {@code
 *     any}
 * @param tenant the column that is compared with the tenant, empty for none
 * @param person the column that is compared with the person, empty for none
 * @param perRow whether the seal is verified for each row
 */
record Sealed(String kind, String tenant, String person, boolean perRow) {
  /** The one sub-select of a scope function, with nothing after it. */
  private static final Pattern SCOPE =
      Pattern.compile(
          "SELECT (.+?) FROM ringfence\\.(?:external_)?(customer|staff|visitor)_scope"
              + "\\([^()]*\\) (\\w+)\\((\\w+)(?:, (\\w+))?\\)");

  private static final Pattern ID =
      Pattern.compile("(SELECT )?ringfence\\.(tenant|customer)_id\\(\\)(?: AS \\w+)?");

  /** Types that keep an id what it is. */
  private static final Pattern CAST =
      Pattern.compile("\\)::(?:text|character varying|uuid|bigint|integer|smallint|numeric)$");

  private static final Pattern ALIAS = Pattern.compile(" AS \\w+$");

  private static final Pattern COLUMN = Pattern.compile("[a-z_][\\w$]*|\"[^\"]+\"");

  static Optional<Sealed> read(String leaf) {
    String plain = Condition.unwrap(leaf);
    for (String operator : List.of(" = ANY ", " IN ", " = ")) {
      List<String> sides = Condition.split(plain, operator);
      if (sides.size() == 2) {
        Optional<Sealed> found = compare(sides.get(0), sides.get(1));
        return found.isPresent() ? found : compare(sides.get(1), sides.get(0));
      }
    }
    return Optional.empty();
  }

  private static Optional<Sealed> compare(String left, String right) {
    List<String> columns = new ArrayList<>();
    for (String written : Condition.unwrap(left.strip()).split(", ")) {
      String column = Condition.unwrap(uncast(written));
      if (!COLUMN.matcher(column).matches()) {
        return Optional.empty();
      }
      columns.add(column.replace("\"", ""));
    }
    String value = Condition.unwrap(uncast(Condition.unwrap(right.strip())));
    Matcher id = ID.matcher(value);
    if (id.matches() && columns.size() == 1) {
      boolean tenant = id.group(2).equals("tenant");
      return Optional.of(
          new Sealed(
              tenant ? "any" : "customer",
              tenant ? columns.getFirst() : "",
              tenant ? "" : columns.getFirst(),
              id.group(1) == null));
    }
    Matcher scope = SCOPE.matcher(value);
    return scope.matches() ? ofScope(columns, scope) : Optional.empty();
  }

  /** By the places of the function's columns: their names here may be others. */
  private static Optional<Sealed> ofScope(List<String> columns, Matcher scope) {
    List<String> named =
        scope.group(5) == null ? List.of(scope.group(4)) : List.of(scope.group(4), scope.group(5));
    Pattern of = Pattern.compile("^\\(?" + scope.group(3) + "\\.");
    List<String> selected =
        Arrays.stream(scope.group(1).split(", "))
            .map(item -> ALIAS.matcher(item).replaceFirst(""))
            .map(item -> CAST.matcher(of.matcher(item).replaceFirst("")).replaceFirst(""))
            .toList();
    if (selected.size() != columns.size() || named.getFirst().equals(scope.group(5))) {
      return Optional.empty();
    }
    String tenant = "";
    String person = "";
    for (int i = 0; i < columns.size(); i++) {
      switch (named.indexOf(selected.get(i))) {
        case 0 -> tenant = columns.get(i);
        case 1 -> person = columns.get(i);
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Sealed(scope.group(2), tenant, person, false));
  }

  private static String uncast(String written) {
    return CAST.matcher(written).replaceFirst(")");
  }
}
