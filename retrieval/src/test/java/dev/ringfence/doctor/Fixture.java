package dev.ringfence.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A database that a rule has to name, or one that looks like it and is healthy: SQL on top of the
 * fixtures' base.
 *
 * @param objects what the rule has to name; empty for a near miss
 * @param mendable whether the finding's SQL can be run as it stands
 * @param facts what is said otherwise about the server, as {@code name: query}
 */
record Fixture(
    String theme,
    int number,
    String rule,
    Set<String> objects,
    boolean mendable,
    List<String> facts,
    String sql) {

  boolean bad() {
    return !objects.isEmpty();
  }

  /** The fixtures of a theme's file: {@code -- bad RULE: OBJECT, …} or {@code -- fine RULE}. */
  static List<Fixture> of(String theme) {
    String text = Rulebook.resource("fixtures/" + theme + ".sql");
    List<Fixture> fixtures = new ArrayList<>();
    String[] blocks = text.split("(?m)^-- (?=(?:bad|fine) )");
    for (String block : Arrays.copyOfRange(blocks, 1, blocks.length)) {
      fixtures.add(parse(theme, fixtures.size() + 1, block));
    }
    return fixtures;
  }

  private static Fixture parse(String theme, int number, String block) {
    String head = block.lines().findFirst().orElseThrow();
    boolean bad = head.startsWith("bad ");
    String[] ruleAndObjects = head.substring(head.indexOf(' ') + 1).split(": ", 2);
    return new Fixture(
        theme,
        number,
        ruleAndObjects[0].strip(),
        bad ? new TreeSet<>(Arrays.asList(ruleAndObjects[1].strip().split(", "))) : Set.of(),
        block.lines().noneMatch(line -> line.startsWith("-- mend: ")),
        block
            .lines()
            .filter(line -> line.startsWith("-- fact "))
            .map(line -> line.substring("-- fact ".length()))
            .toList(),
        String.join("\n", block.lines().skip(1).toList()));
  }

  @Override
  public String toString() {
    return rule
        + " "
        + (bad() ? "names " + objects : "is quiet")
        + " ("
        + theme
        + " "
        + number
        + ")";
  }
}
