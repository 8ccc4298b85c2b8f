package dev.ringfence.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an attacker knows about people: fills {@code {victim.email}} and the like into attacks. */
final class Facts {
  private static final Pattern NAME =
      Pattern.compile("\\{((?:self|victim|stranger|proposal|file)\\.[a-z_]+)\\}");

  private final Map<String, String> values;

  private Facts(Map<String, String> values) {
    this.values = values;
  }

  /** Nothing is known. */
  static Facts none() {
    return of(Map.of(), Map.of(), Map.of());
  }

  /** The facts of three people under the names that attacks use. */
  static Facts of(
      Map<String, String> self, Map<String, String> victim, Map<String, String> stranger) {
    Map<String, String> values = new LinkedHashMap<>();
    self.forEach((key, value) -> values.put("self." + key, value));
    victim.forEach((key, value) -> values.put("victim." + key, value));
    stranger.forEach((key, value) -> values.put("stranger." + key, value));
    return new Facts(values);
  }

  /** The same, and something more. */
  Facts with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Facts(all);
  }

  /** What a value is known as, in braces, where it is the whole of a fact. */
  Optional<String> name(String value) {
    return values.entrySet().stream()
        .filter(fact -> fact.getValue().equals(value))
        .map(fact -> "{" + fact.getKey() + "}")
        .findFirst();
  }

  /** The same names for other values. */
  Facts as(BinaryOperator<String> other) {
    Map<String, String> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, other.apply(name, value)));
    return new Facts(all);
  }

  String fill(String text) {
    return NAME.matcher(text)
        .replaceAll(
            match -> {
              String value = values.get(match.group(1));
              if (value == null) {
                throw new LabException("nothing is known as " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** Texts are filled, anything else is as it was. */
  Object fill(Object value) {
    return value instanceof String text ? fill(text) : value;
  }
}
