package dev.ringfence.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The sabotages there are, from {@code sabotages.yaml}. */
final class SabotageCatalog {
  private static final String FILE = "/sabotages.yaml";

  private final List<Sabotage> all;

  private SabotageCatalog(List<Sabotage> all) {
    this.all = List.copyOf(all);
  }

  static SabotageCatalog load() {
    try (InputStream in = SabotageCatalog.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new LabException(FILE + " is missing");
      }
      Object document =
          new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(in);
      List<Sabotage> all = new ArrayList<>();
      for (Object entry : list(document)) {
        all.add(sabotage((Map<?, ?>) entry));
      }
      return new SabotageCatalog(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Sabotage> all() {
    return all;
  }

  /** The named ones, in the file's order; all where no name is given. */
  List<Sabotage> named(List<String> names) {
    Set<String> unknown = new LinkedHashSet<>(names);
    all.forEach(sabotage -> unknown.remove(sabotage.name()));
    if (!unknown.isEmpty()) {
      throw new LabException("there is no sabotage " + String.join(", ", unknown) + "; see --list");
    }
    return names.isEmpty()
        ? all
        : all.stream().filter(sabotage -> names.contains(sabotage.name())).toList();
  }

  private static Sabotage sabotage(Map<?, ?> entry) {
    return new Sabotage(
        text(entry, "name"),
        text(entry, "removes"),
        text(entry, "check"),
        rewrites(entry.get("given")),
        entry.get("given-sql") instanceof String sql ? sql : "",
        rewrites(entry.get("code")),
        entry.get("sql") instanceof String sql ? sql : "",
        entry.get("undo-sql") instanceof String sql ? sql : "",
        list(entry.get("attacks")).stream().map(String::valueOf).collect(Collectors.toSet()),
        list(entry.get("personas")).stream()
            .map(name -> Persona.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()),
        list(entry.get("probes")).stream()
            .map(name -> Probes.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()));
  }

  private static List<Rewrite> rewrites(@Nullable Object value) {
    return list(value).stream().map(each -> rewrite((Map<?, ?>) each)).toList();
  }

  private static Rewrite rewrite(Map<?, ?> entry) {
    if (entry.containsKey("resource")) {
      return new ResourceRewrite(text(entry, "resource"), text(entry, "without"));
    }
    String type = text(entry, "class");
    String method = text(entry, "method");
    if (entry.containsKey("without")) {
      return new TextRewrite(type, method, text(entry, "without"));
    }
    if (entry.containsKey("of")) {
      return new CollaboratorRewrite(type, method, text(entry, "call"), text(entry, "of"));
    }
    if (entry.containsKey("other")) {
      return new OtherCallRewrite(type, method, text(entry, "call"), text(entry, "other"));
    }
    int number = entry.get("number") instanceof Integer which ? which : 0;
    return entry.containsKey("call")
        ? new CallRewrite(type, method, text(entry, "call"), number, text(entry, "returns"))
        : new MethodRewrite(type, method, text(entry, "returns"));
  }

  private static List<Object> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> Arrays.asList(list.toArray());
      default -> List.of(value);
    };
  }

  private static String text(Map<?, ?> entry, String key) {
    Object value = entry.get(key);
    if (value instanceof String || value instanceof Boolean) {
      return String.valueOf(value);
    }
    throw new LabException(FILE + ": an entry has no " + key + ": " + entry);
  }
}
