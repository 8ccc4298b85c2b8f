package dev.ringfence.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One alternative of a policy's condition: what holds together, and what of it is sealed.
 *
 * @param leaves the conditions that hold together
 * @param sealed those that compare with the sealed context
 */
record Branch(List<String> leaves, List<Sealed> sealed) {
  private static final Pattern FORGEABLE =
      Pattern.compile(
          "current_setting|\\b(current_user|session_user|current_role|current_catalog|user)\\b(?!_)"
              + "|getpgusername|\\bauth\\.|\\bjwt|application_name|inet_client|pg_backend_pid"
              + "|pg_has_role|current_database|current_schema",
          Pattern.CASE_INSENSITIVE);

  /** Rows that are said to be for several people by a column of their own. */
  private static final Pattern SHARED =
      Pattern.compile(
          "\\(?\"?(visibility|audience|scope|access|shared|is_shared|public|is_public|published"
              + "|is_published)\"?\\)?(?:::\\w+)?"
              + "(?: = (?:ANY \\(.*ARRAY\\[[^\\]]*].*\\)|'[^']*'(?:::[\\w. ]+)?|true)| IS TRUE|)");

  private static final Pattern FIXED =
      Pattern.compile("\\(?\"?(\\w+)\"?\\)?(?:::\\w+)? = '[^']*'(?:::[\\w. ]+)?");

  private static final Pattern VALUE = Pattern.compile("'([^']*)'");

  /** The values of such a column that mean several people; what means one of them is not shared. */
  private static final Set<String> SEVERAL =
      Set.of(
          "public",
          "published",
          "open",
          "shared",
          "common",
          "global",
          "site",
          "all",
          "everyone",
          "everybody",
          "anyone",
          "anybody",
          "customers",
          "members",
          "tenant",
          "org",
          "organization",
          "organisation",
          "workspace",
          "account",
          "company",
          "team");

  private static final Set<String> PEOPLE_COLUMNS =
      Set.of("customer_id", "user_id", "owner_id", "member_id", "contact_id", "session_id");

  static List<Branch> of(String condition) {
    return Condition.alternatives(condition).stream()
        .filter(leaves -> leaves.stream().noneMatch(leaf -> Condition.unwrap(leaf).equals("false")))
        .map(
            leaves ->
                new Branch(
                    leaves,
                    leaves.stream().map(Sealed::read).flatMap(java.util.Optional::stream).toList()))
        .toList();
  }

  boolean trivial() {
    return leaves.stream().allMatch(Condition::trivial);
  }

  boolean tenant() {
    return sealed.stream().anyMatch(s -> !s.tenant().isEmpty());
  }

  boolean person() {
    return sealed.stream().anyMatch(s -> !s.person().isEmpty());
  }

  boolean staff() {
    return sealed.stream().anyMatch(s -> s.kind().equals("staff"));
  }

  boolean shared() {
    return leaves.stream()
        .map(Condition::unwrap)
        .anyMatch(leaf -> SHARED.matcher(leaf).matches() && SEVERAL.containsAll(values(leaf)));
  }

  /** The columns that have to have one value which stands in the condition. */
  Set<String> fixed() {
    return leaves.stream()
        .map(Condition::unwrap)
        .map(FIXED::matcher)
        .filter(Matcher::matches)
        .map(fixed -> fixed.group(1))
        .collect(Collectors.toSet());
  }

  private static List<String> values(String leaf) {
    return VALUE
        .matcher(leaf)
        .results()
        .map(value -> value.group(1).toLowerCase(Locale.ROOT))
        .toList();
  }

  boolean forgeable() {
    return leaves.stream().anyMatch(leaf -> FORGEABLE.matcher(leaf).find());
  }

  boolean swapped() {
    return sealed.stream()
        .anyMatch(
            s ->
                PEOPLE_COLUMNS.contains(s.tenant())
                    || s.person().matches("(tenant|org|organi[sz]ation|workspace)_?id"));
  }

  /** Whether no column of the row stands in it. */
  boolean ignores(Set<String> columns) {
    String text =
        leaves.stream()
            .map(leaf -> leaf.replaceAll("'[^']*'", "").replaceAll(" AS \\w+|\\w+\\(", " "))
            .collect(Collectors.joining(" "));
    return columns.stream()
        .noneMatch(c -> Pattern.compile("\\b" + Pattern.quote(c) + "\\b").matcher(text).find());
  }
}
