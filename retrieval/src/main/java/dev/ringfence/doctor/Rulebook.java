package dev.ringfence.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All the rules there are, in the order in which they are reported: a file of rules for each theme.
 *
 * <p>A rule is {@code -- rule ID, SEVERITY[, DOOR]}, a line {@code -- title: …}, lines {@code --
 * harm: …} and a query of three columns: object, part, fix.
 */
public final class Rulebook {
  private static final List<String> THEMES =
      List.of(
          "roles",
          "settings",
          "memberships",
          "ownership",
          "tables",
          "policies",
          "grants",
          "views",
          "functions",
          "triggers",
          "replication",
          "keys",
          "documents",
          "server",
          "fence",
          "orphans");

  private static final Pattern HEAD =
      Pattern.compile(
          "([a-z0-9-]+), (error|warning)(?:, (administrator|superuser|orphans))?\\n(.*)",
          Pattern.DOTALL);

  private final List<Rule> rules;
  private final Facts facts;

  private Rulebook(List<Rule> rules, Facts facts) {
    this.rules = List.copyOf(rules);
    this.facts = facts;
  }

  /** The rules that ringfence comes with. */
  public static Rulebook standard() {
    List<Rule> rules = new ArrayList<>();
    for (String theme : THEMES) {
      rules.addAll(parse(theme, resource("rules/" + theme + ".sql")));
    }
    return new Rulebook(rules, Facts.parse(resource("rules/facts.sql")));
  }

  public List<Rule> rules() {
    return rules;
  }

  public Optional<Rule> find(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  Facts facts() {
    return facts;
  }

  /** The same rules over other facts, or without some of them. */
  Rulebook with(Facts otherFacts) {
    return new Rulebook(rules, otherFacts);
  }

  Rulebook only(String id) {
    return new Rulebook(rules.stream().filter(rule -> rule.id().equals(id)).toList(), facts);
  }

  Rulebook without(String id) {
    return new Rulebook(rules.stream().filter(rule -> !rule.id().equals(id)).toList(), facts);
  }

  static List<Rule> parse(String theme, String text) {
    List<Rule> rules = new ArrayList<>();
    String[] blocks = text.split("(?m)^-- rule ");
    for (String block : Arrays.copyOfRange(blocks, 1, blocks.length)) {
      rules.add(parseOne(theme, block));
    }
    return rules;
  }

  private static Rule parseOne(String theme, String block) {
    Matcher head = HEAD.matcher(block);
    if (!head.matches()) {
      throw new IllegalArgumentException(theme + ": not a rule: " + block.lines().findFirst());
    }
    StringBuilder title = new StringBuilder();
    StringBuilder harm = new StringBuilder();
    StringBuilder sql = new StringBuilder();
    for (String line : head.group(4).split("\n")) {
      if (line.startsWith("-- title: ")) {
        title.append(line, "-- title: ".length(), line.length());
      } else if (line.startsWith("-- harm: ")) {
        harm.append(harm.isEmpty() ? "" : " ").append(line, "-- harm: ".length(), line.length());
      } else if (!line.startsWith("--")) {
        sql.append(line).append('\n');
      }
    }
    return new Rule(
        head.group(1),
        theme,
        Severity.valueOf(head.group(2).toUpperCase(Locale.ROOT)),
        head.group(3) == null
            ? Rule.Door.ANY
            : Rule.Door.valueOf(head.group(3).toUpperCase(Locale.ROOT)),
        title.toString(),
        harm.toString(),
        sql.toString().strip());
  }

  static String resource(String name) {
    try (InputStream in = Rulebook.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
