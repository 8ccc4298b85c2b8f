package dev.ringfence.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that a stranger tries with SQL, from {@code fence/attacks.txt}, whose head says what
 * the parts are.
 */
record SqlAttack(String name, Outcome outcome, List<String> statements) {

  /** What the last statement comes to. */
  enum Outcome {
    OWN,
    NONE,
    REFUSED,
    ANY,
    SAME
  }

  static List<SqlAttack> all() {
    try (InputStream file = SqlAttack.class.getResourceAsStream("/fence/attacks.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      List<SqlAttack> attacks = new ArrayList<>();
      for (String block : text.split("\n\n", -1)) {
        List<String> lines = block.lines().filter(line -> !line.startsWith("#")).toList();
        if (!lines.isEmpty()) {
          String head = lines.getFirst();
          int colon = head.lastIndexOf(": ");
          attacks.add(
              new SqlAttack(
                  head.substring(0, colon),
                  Outcome.valueOf(head.substring(colon + 2).toUpperCase(java.util.Locale.ROOT)),
                  lines.subList(1, lines.size())));
        }
      }
      return attacks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with what the attacker knows. */
  SqlAttack knowing(Map<String, String> known) {
    List<String> filled = new ArrayList<>();
    for (String statement : statements) {
      String text = statement;
      for (var entry : known.entrySet()) {
        text = text.replace("${" + entry.getKey() + "}", entry.getValue());
      }
      filled.add(text);
    }
    return new SqlAttack(name, outcome, filled);
  }

  @Override
  public String toString() {
    return name;
  }
}
