package dev.ringfence.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A question to a demo company and what should answer it, as {@code demo-questions.yaml} lists it.
 *
 * @param asker a tenant for a visitor, tenant/user otherwise
 * @param tool name of the tool, or {@code none}
 * @param source file name of the document that answers, without its ending
 */
record DemoQuestion(String asker, String ask, String tool, @Nullable String source) {

  /** What a visitor, a customer or a member of staff asks. */
  static List<DemoQuestion> of(String role) {
    try (InputStream yaml = DemoQuestion.class.getResourceAsStream("/demo-questions.yaml")) {
      var load = new Load(LoadSettings.builder().build());
      var roles = (Map<?, ?>) load.loadFromInputStream(Objects.requireNonNull(yaml));
      return ((List<?>) Objects.requireNonNull(roles.get(role)))
          .stream().map(entry -> from((Map<?, ?>) Objects.requireNonNull(entry))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String tenant() {
    return asker.replaceAll("/.*", "");
  }

  private static DemoQuestion from(Map<?, ?> entry) {
    return new DemoQuestion(
        text(entry, "as"), text(entry, "ask"), text(entry, "tool"), (String) entry.get("source"));
  }

  private static String text(Map<?, ?> entry, String key) {
    return (String) Objects.requireNonNull(entry.get(key), key);
  }
}
