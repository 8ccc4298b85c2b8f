package dev.ringfence.eval;

import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Attack.Door;
import dev.ringfence.eval.Attack.Expected;
import dev.ringfence.eval.Attack.FilePlan;
import dev.ringfence.eval.Attack.ProposalPlan;
import dev.ringfence.eval.Attack.RequestPlan;
import dev.ringfence.eval.Attack.Scene;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads what a file of attacks says. */
final class AttackFile {
  private static final Set<String> KEYS =
      Set.of(
          "family",
          "name",
          "personas",
          "quiet",
          "door",
          "proposes",
          "brings",
          "prepares",
          "writes",
          "says",
          "calls",
          "answers",
          "requests");

  private AttackFile() {}

  /** What a file of the lab's own says: a list of mappings. */
  static List<Map<String, Object>> resource(String file) {
    try (InputStream in = AttackFile.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new LabException(file + " is missing");
      }
      return maps(new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The attacks of a file, in their order.
   *
   * @param family of those that name none
   * @throws LabException for what is no attack
   */
  static List<Attack> read(String family, List<Map<String, Object>> entries) {
    List<Attack> attacks = new ArrayList<>();
    for (Map<String, Object> entry : entries) {
      for (String key : entry.keySet()) {
        if (!KEYS.contains(key)) {
          throw new LabException("an attack has no key " + key);
        }
      }
      attacks.add(
          new Attack(
              text(entry, "family", family),
              text(entry, "name"),
              scene(entry),
              strings(entry.get("says")),
              maps(entry.get("calls")).stream().map(AttackFile::call).toList(),
              strings(entry.get("answers")),
              maps(entry.get("requests")).stream().map(AttackFile::request).toList()));
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
        text(entry, "sql", ""),
        text(entry, "rebinds", ""),
        text(entry, "method", "GET"),
        text(entry, "path", ""),
        text(entry, "body", ""),
        text(entry, "as", "self"),
        named,
        new Expected(
            strings(entry.get("expect")).stream().map(Integer::valueOf).toList(),
            strings(entry.get("shows")),
            strings(entry.get("hides")),
            text(entry, "same", ""),
            Boolean.TRUE.equals(entry.get("refused")),
            Boolean.TRUE.equals(entry.get("eventually"))));
  }

  private static Scene scene(Map<String, Object> entry) {
    Set<Persona> personas =
        strings(entry.get("personas")).stream()
            .map(name -> Persona.valueOf(name.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    return new Scene(
        personas.isEmpty() ? Set.of(Persona.values()) : personas,
        Boolean.TRUE.equals(entry.get("quiet")),
        Door.valueOf(text(entry, "door", "chat").toUpperCase(Locale.ROOT)),
        maps(entry.get("proposes")).stream().map(AttackFile::proposal).toList(),
        maps(entry.get("brings")).stream().map(AttackFile::file).toList(),
        strings(entry.get("prepares")),
        entry.get("writes") instanceof Integer rows ? rows : 0);
  }

  private static ProposalPlan proposal(Map<String, Object> entry) {
    return new ProposalPlan(
        text(entry, "name"),
        text(entry, "by", "self"),
        text(entry, "tool", "open_ticket"),
        text(entry, "arguments", "{\"subject\": \"About {canary}\", \"body\": \"It drips.\"}"));
  }

  private static FilePlan file(Map<String, Object> entry) {
    return new FilePlan(
        text(entry, "name"),
        text(entry, "by", "self"),
        text(entry, "path", "/v1/files?name=brought.md"),
        text(entry, "text"));
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
  static List<String> strings(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(String.valueOf(value));
    };
  }

  static List<Map<String, Object>> maps(@Nullable Object value) {
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
