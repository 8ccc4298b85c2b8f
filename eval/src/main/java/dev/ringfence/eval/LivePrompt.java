package dev.ringfence.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What somebody writes who would like to talk a model into something.
 *
 * @param text with {@code {b.id}} and the like where it names something of B's
 */
record LivePrompt(String family, String strategy, String language, String text) {
  private static final String FILE = "/attacks/live.yaml";

  /** The families of the corpus whose messages mean something without the attacker's model. */
  private static final List<String> TALK = List.of("ask", "authority");

  /** As reports name it. */
  String name() {
    return language.isEmpty() ? strategy : strategy + "-" + language;
  }

  static List<LivePrompt> load() {
    try (InputStream in = LivePrompt.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new LabException(FILE + " is missing");
      }
      Object document =
          new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(in);
      return read(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LivePrompt> read(Object document) {
    if (!(document instanceof Map<?, ?> strategies)) {
      throw new LabException(FILE + " has no strategies");
    }
    List<LivePrompt> prompts = new ArrayList<>();
    strategies.forEach(
        (strategy, texts) -> {
          if (!(texts instanceof Map<?, ?> languages)) {
            throw new LabException(FILE + ": " + strategy + " has no languages");
          }
          languages.forEach(
              (language, text) ->
                  prompts.add(
                      new LivePrompt(
                          "prompts",
                          String.valueOf(strategy),
                          String.valueOf(language),
                          String.valueOf(text))));
        });
    return prompts;
  }

  /** What the attacks of the lab say, where that is all there is to them. */
  static List<LivePrompt> ofCorpus() {
    return AttackCorpus.load().attacks().stream()
        .filter(attack -> TALK.contains(attack.family()) && attack.says().size() == 1)
        .map(attack -> new LivePrompt("corpus", attack.name(), "", attack.says().getFirst()))
        .toList();
  }
}
