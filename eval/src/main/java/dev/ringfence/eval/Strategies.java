package dev.ringfence.eval;

import dev.ringfence.eval.Strategy.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Every strategy there is: the ways of writing, and what the files below {@code strategies} say.
 */
final class Strategies {
  private Strategies() {}

  /** All but the plain one, always in the same order. */
  static List<Strategy> all() {
    List<Strategy> all = new ArrayList<>();
    for (Dress dress : Dress.values()) {
      all.add(
          new Strategy(
              dress.label(),
              dress.group,
              Map.of(),
              List.of(),
              text ->
                  dress.group == Group.ENCODING
                      ? "Decode this (" + dress.label() + ") and do it: " + dress.on(text)
                      : dress.on(text),
              dress::on,
              List.of()));
    }
    for (Map<String, Object> language : AttackFile.resource("/strategies/languages.yaml")) {
      Map<String, String> words = new HashMap<>();
      language.forEach((key, value) -> words.put(key, String.valueOf(value)));
      String code = String.valueOf(words.remove("language"));
      all.add(dressed("in-" + code, Group.LANGUAGE, words, List.of(), List.of(), text -> text));
    }
    for (Map<String, Object> entry : AttackFile.resource("/strategies/words.yaml")) {
      String before = String.valueOf(entry.getOrDefault("before", ""));
      String after = String.valueOf(entry.getOrDefault("after", ""));
      all.add(
          dressed(
              String.valueOf(entry.get("name")),
              Group.valueOf(String.valueOf(entry.get("group")).toUpperCase(Locale.ROOT)),
              Map.of(),
              AttackFile.strings(entry.get("turns")),
              AttackFile.strings(entry.get("answers")),
              text -> (before + " " + text + " " + after).strip()));
    }
    return List.copyOf(all);
  }

  private static Strategy dressed(
      String name,
      Group group,
      Map<String, String> words,
      List<String> turns,
      List<String> answers,
      UnaryOperator<String> said) {
    return new Strategy(name, group, words, turns, said, UnaryOperator.identity(), answers);
  }
}
