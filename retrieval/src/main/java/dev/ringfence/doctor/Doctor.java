package dev.ringfence.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Examines a database by every rule of a rulebook that its connection can see, in as many queries
 * as there are themes, however many tables there are.
 */
public final class Doctor {
  private final Rulebook rulebook;
  private final Set<Rule.Door> doors;

  private Doctor(Rulebook rulebook, Set<Rule.Door> doors) {
    this.rulebook = rulebook;
    this.doors = doors;
  }

  /** With an administrator's eyes; the role that it connects as is not judged. */
  public static Doctor ofAdministrator() {
    return new Doctor(
        Rulebook.standard(),
        EnumSet.of(Rule.Door.ANY, Rule.Door.ADMINISTRATOR, Rule.Door.SUPERUSER));
  }

  /**
   * With the eyes of the service at its start.
   *
   * @param logins the users that the service connects as, whatever their names
   */
  public static Doctor ofService(List<String> logins) {
    Rulebook standard = Rulebook.standard();
    String names = logins.stream().map(Doctor::literal).collect(Collectors.joining(", "));
    return new Doctor(
        standard.with(
            standard
                .facts()
                .with("seat", "SELECT n.name::text FROM unnest(ARRAY[" + names + "]) AS n (name)")),
        Set.of(Rule.Door.ANY));
  }

  /** The same, and it also counts the rows whose owner does not exist. */
  public Doctor withOrphans() {
    Set<Rule.Door> more = EnumSet.copyOf(doors);
    more.add(Rule.Door.ORPHANS);
    return new Doctor(rulebook, more);
  }

  /** The rules that it examines by. */
  public List<Rule> rules() {
    return rulebook.rules().stream().filter(rule -> doors.contains(rule.door())).toList();
  }

  /** The same eyes over other rules. */
  Doctor by(Rulebook other) {
    return new Doctor(other, doors);
  }

  /** What is wrong, the worst first; empty for a healthy database. */
  public List<Finding> examine(Catalogue catalogue) {
    Map<Rule.Door, List<Rule>> byDoor = new EnumMap<>(Rule.Door.class);
    Set<Rule.Door> open = openDoors(catalogue);
    rulebook.rules().stream()
        .filter(rule -> open.contains(rule.door()))
        .forEach(rule -> byDoor.computeIfAbsent(rule.door(), _ -> new ArrayList<>()).add(rule));
    List<Finding> findings = new ArrayList<>();
    byDoor.values().forEach(rules -> findings.addAll(examine(rules, catalogue)));
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::object)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::part));
    return List.copyOf(findings);
  }

  private Set<Rule.Door> openDoors(Catalogue catalogue) {
    Set<Rule.Door> open = EnumSet.copyOf(doors);
    if (open.contains(Rule.Door.SUPERUSER)
        && !catalogue
            .ask("SELECT current_setting('is_superuser')")
            .equals(List.of(List.of("on")))) {
      open.remove(Rule.Door.SUPERUSER);
    }
    return open;
  }

  private List<Finding> examine(List<Rule> rules, Catalogue catalogue) {
    Map<String, Rule> byId =
        rules.stream().collect(Collectors.toMap(Rule::id, rule -> rule, (one, _) -> one));
    return Stream.concat(
            queried(rules, catalogue).stream(),
            rules.stream()
                .filter(rule -> rule.sql().isEmpty())
                .map(Rule::theme)
                .distinct()
                .flatMap(theme -> read(theme, catalogue).stream()))
        .flatMap(
            hit -> {
              Rule rule = byId.get(hit.rule());
              return rule == null
                  ? Stream.empty()
                  : Stream.of(rule.found(hit.object(), hit.part(), hit.fix()));
            })
        .toList();
  }

  /** What the rules' own queries find, all of them in one. */
  private List<Hit> queried(List<Rule> rules, Catalogue catalogue) {
    String all =
        rules.stream()
            .filter(rule -> !rule.sql().isEmpty())
            .map(
                rule ->
                    "SELECT "
                        + literal(rule.id())
                        + "::text, q.object::text, q.part::text, q.fix::text FROM (\n"
                        + rule.sql()
                        + "\n) AS q (object, part, fix)")
            .collect(Collectors.joining("\nUNION ALL\n"));
    return all.isEmpty()
        ? List.of()
        : catalogue.ask(rulebook.facts().before(all)).stream()
            .map(row -> new Hit(row.get(0), row.get(1), row.get(2), row.get(3)))
            .toList();
  }

  /** What Java finds for the rules of a theme that have no query. */
  private List<Hit> read(String theme, Catalogue catalogue) {
    Facts facts = rulebook.facts();
    return switch (theme) {
      case "policies" -> PolicyReading.of(catalogue.ask(facts.before(PolicyReading.QUERY)));
      case "fence" -> FenceReading.of(catalogue.ask(facts.before(FenceReading.QUERY)));
      case "orphans" -> OrphanCount.of(facts, catalogue);
      default -> List.of();
    };
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
