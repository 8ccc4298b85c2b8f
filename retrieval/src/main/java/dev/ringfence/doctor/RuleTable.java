package dev.ringfence.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All rules as the tables of {@code docs/doctor.md}, one for each theme. */
final class RuleTable {
  static final String BEGIN = "<!-- rules -->\n";
  static final String END = "<!-- end of rules -->\n";

  private RuleTable() {}

  static String of(List<Rule> rules) {
    Map<String, List<Rule>> themes =
        rules.stream()
            .collect(Collectors.groupingBy(Rule::theme, LinkedHashMap::new, Collectors.toList()));
    return themes.entrySet().stream()
        .map(theme -> table(theme.getKey(), theme.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String table(String theme, List<Rule> rules) {
    return "### "
        + Character.toUpperCase(theme.charAt(0))
        + theme.substring(1)
        + "\n\n| rule | | what is wrong, and what can happen |\n| --- | --- | --- |\n"
        + rules.stream().map(RuleTable::row).collect(Collectors.joining());
  }

  private static String row(Rule rule) {
    String door =
        switch (rule.door()) {
          case ANY -> "";
          case ADMINISTRATOR -> ", administrator";
          case SUPERUSER -> ", superuser";
          case ORPHANS -> ", `--orphans`";
        };
    return "| `%s` | %s%s | **%s.** %s |\n"
        .formatted(rule.id(), rule.severity().word(), door, rule.title(), rule.harm());
  }
}
