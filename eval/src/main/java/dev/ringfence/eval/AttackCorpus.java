package dev.ringfence.eval;

import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Attack.RequestPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every attack there is: one file for each family below {@code attacks}. */
final class AttackCorpus {
  private static final List<String> FAMILIES =
      List.of("ask", "authority", "arguments", "indirect", "redaction", "egress", "requests");

  private final List<Attack> attacks;

  private AttackCorpus(List<Attack> attacks) {
    this.attacks = List.copyOf(attacks);
  }

  static AttackCorpus load() {
    List<Attack> attacks = new ArrayList<>();
    for (String family : FAMILIES) {
      String file = "/attacks/" + family + ".yaml";
      try (InputStream in = AttackCorpus.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new LabException(file + " is missing");
        }
        read(
                family,
                new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(in))
            .forEach(attacks::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Set<String> names = new HashSet<>();
    for (Attack attack : attacks) {
      if (!names.add(attack.name())) {
        throw new LabException("two attacks are named " + attack.name());
      }
    }
    return new AttackCorpus(attacks);
  }

  static AttackCorpus none() {
    return new AttackCorpus(List.of());
  }

  List<Attack> attacks() {
    return attacks;
  }

  /** Only the attacks of these names or families; all of them where none is given. */
  AttackCorpus only(Set<String> names) {
    return names.isEmpty()
        ? this
        : new AttackCorpus(
            attacks.stream()
                .filter(a -> names.contains(a.name()) || names.contains(a.family()))
                .toList());
  }

  private static List<Attack> read(String family, @Nullable Object document) {
    List<Attack> attacks = new ArrayList<>();
    for (Map<String, Object> entry : maps(document)) {
      attacks.add(
          new Attack(
              family,
              text(entry, "name"),
              strings(entry.get("says")),
              maps(entry.get("calls")).stream().map(AttackCorpus::call).toList(),
              strings(entry.get("answers")),
              maps(entry.get("requests")).stream().map(AttackCorpus::request).toList()));
    }
    return attacks;
  }

  private static CallPlan call(Map<String, Object> entry) {
    Object value = entry.get("value");
    List<Map<String, Object>> arguments = maps(entry.get("arguments"));
    return new CallPlan(
        text(entry, "tool", "*"),
        text(entry, "fill", ""),
        value == null ? "" : value,
        arguments.isEmpty() ? Map.of() : arguments.getFirst(),
        text(entry, "raw", ""),
        Boolean.TRUE.equals(entry.get("learned")));
  }

  private static RequestPlan request(Map<String, Object> entry) {
    List<Map<String, Object>> headers = maps(entry.get("headers"));
    Map<String, String> named = new LinkedHashMap<>();
    if (!headers.isEmpty()) {
      headers.getFirst().forEach((name, value) -> named.put(name, String.valueOf(value)));
    }
    return new RequestPlan(
        text(entry, "method", "GET"),
        text(entry, "path"),
        text(entry, "body", ""),
        text(entry, "as", "self"),
        named,
        strings(entry.get("expect")).stream().map(Integer::valueOf).toList());
  }

  private static String text(Map<String, Object> entry, String key) {
    if (entry.get(key) instanceof String text) {
      return text;
    }
    throw new LabException("an attack has no " + key + ": " + entry);
  }

  private static String text(Map<String, Object> entry, String key, String otherwise) {
    return entry.get(key) instanceof String text ? text : otherwise;
  }

  /** A list of texts, of which one alone may stand without the list. */
  private static List<String> strings(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(String.valueOf(value));
    };
  }

  private static List<Map<String, Object>> maps(@Nullable Object value) {
    List<Map<String, Object>> maps = new ArrayList<>();
    switch (value) {
      case null -> {}
      case List<?> list -> list.forEach(each -> maps.addAll(maps(each)));
      case Map<?, ?> map -> {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, each) -> named.put(String.valueOf(key), each == null ? "" : each));
        maps.add(named);
      }
      default -> throw new LabException("a mapping was expected, not " + value);
    }
    return maps;
  }
}
