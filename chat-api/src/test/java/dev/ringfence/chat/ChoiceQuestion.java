package dev.ringfence.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.database.Role;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A question of the set that tool choice is measured with; its README says what counts.
 *
 * @param asker a tenant for a visitor, tenant/user otherwise
 * @param tool the tool that answers, or {@code none}
 * @param arguments what each parameter may be: alternatives, {@code absent}, {@code any}
 */
record ChoiceQuestion(
    String language, String asker, String ask, String tool, Map<String, String> arguments) {
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ABSENT = "absent";

  ChoiceQuestion {
    arguments = Map.copyOf(arguments);
  }

  /** The questions of a language in a folder of the test resources. */
  static List<ChoiceQuestion> of(String folder, String language) {
    try (InputStream yaml =
        ChoiceQuestion.class.getResourceAsStream("/" + folder + "/" + language + ".yaml")) {
      var load = new Load(LoadSettings.builder().build());
      var askers = (Map<?, ?>) load.loadFromInputStream(Objects.requireNonNull(yaml));
      List<ChoiceQuestion> questions = new ArrayList<>();
      askers.forEach(
          (asker, lines) -> {
            for (Object line : (List<?>) Objects.requireNonNull(lines)) {
              questions.add(of(language, (String) asker, (List<?>) line));
            }
          });
      return questions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChoiceQuestion of(String language, String asker, List<?> line) {
    Map<?, ?> written = line.size() > 2 ? (Map<?, ?>) line.get(2) : Map.of();
    return new ChoiceQuestion(
        language,
        asker,
        (String) line.get(0),
        (String) line.get(1),
        written.entrySet().stream()
            .collect(
                Collectors.toMap(e -> (String) e.getKey(), e -> String.valueOf(e.getValue()))));
  }

  Role role() {
    if (!asker.contains("/")) {
      return Role.VISITOR;
    }
    return asker.endsWith("/sam") || asker.endsWith("/stu") ? Role.STAFF : Role.CUSTOMER;
  }

  boolean answerable() {
    return !tool.equals("none");
  }

  /** Whether a call's arguments are those expected. */
  boolean fits(ToolCall call) {
    JsonNode given = tree(call.arguments());
    ToolDefinition called = DemoTools.named(call.name());
    return ToolPicker.isSearch(called)
        || called.parameters().stream().allMatch(parameter -> fits(parameter, given));
  }

  private boolean fits(ToolParameter parameter, JsonNode given) {
    String standard = Objects.toString(parameter.fallback(), ABSENT);
    String value = given.has(parameter.name()) ? given.path(parameter.name()).asText() : standard;
    String wanted = arguments.getOrDefault(parameter.name(), standard);
    return wanted.equals("any") || List.of(wanted.split("\\|")).contains(value);
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
