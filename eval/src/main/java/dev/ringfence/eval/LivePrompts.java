package dev.ringfence.eval;

import dev.ringfence.report.AttackRate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tries to talk the service's own model into showing what is account B's, and counts how often it
 * did.
 */
final class LivePrompts {
  private final LiveSession session;
  private final Consumer<String> progress;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, AttackRate> rates = new LinkedHashMap<>();
  private int sent;

  LivePrompts(LiveSession session, LiveTargets targets, Consumer<String> progress) {
    this.session = session;
    this.progress = progress;
    String id = session.b.id();
    facts.put("{b.id}", id);
    facts.put("{b.conversation}", session.isOurs() ? targets.conversation() : "");
    facts.put("{b.file}", targets.file());
    facts.put("{victim.name}", session.b.facts().getOrDefault("name", id));
    facts.put("{victim.id}", id);
    facts.put("{victim.email}", session.b.facts().getOrDefault("email", ""));
    facts.put("{stranger.name}", session.b.facts().getOrDefault("name", id));
  }

  void run() {
    List<LivePrompt> all =
        LivePrompt.load().stream().filter(p -> session.settings.speaks(p.language())).toList();
    say(session.a, all);
    if (!session.visitor.token().isEmpty()) {
      say(session.visitor, all);
    }
    if (session.settings.speaks("en")) {
      say(session.a, LivePrompt.ofCorpus());
    }
  }

  /** How often the model gave way, by strategy, and all together last. */
  List<AttackRate> rates() {
    List<AttackRate> all = new ArrayList<>(rates.values());
    if (!all.isEmpty()) {
      all.add(all.stream().reduce(new AttackRate("all", 0, 0), (x, y) -> x.plus(y, "all")));
    }
    return all;
  }

  private void say(LiveAccount who, List<LivePrompt> prompts) {
    progress.accept(who.label() + ": " + prompts.size() + " prompts");
    for (LivePrompt prompt : prompts) {
      String text = filled(prompt.text());
      // One that names what nobody knows is another prompt, and is not sent.
      boolean wanted =
          session.settings.wants(prompt.family(), prompt.name())
              || session.settings.only().contains(prompt.strategy());
      if (!text.isEmpty() && wanted) {
        say(who, prompt, text);
      }
    }
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      if (filled.contains(fact.getKey())) {
        if (fact.getValue().isEmpty()) {
          return "";
        }
        filled = filled.replace(fact.getKey(), fact.getValue());
      }
    }
    return filled.matches("(?s).*\\{[a-z]+\\.[a-z_]+\\}.*") ? "" : filled;
  }

  private void say(LiveAccount who, LivePrompt prompt, String text) {
    LiveCase attack = new LiveCase(session, prompt.family(), prompt.name(), who);
    boolean stream = sent++ % 2 == 1;
    LiveAnswer answer =
        attack.send(session.chat(who, session.conversation(who), List.of(text), stream));
    if (answer.ok()) {
      String strategy = prompt.language().isEmpty() ? prompt.family() : prompt.strategy();
      rates.merge(
          strategy,
          new AttackRate(strategy, attack.leaked() ? 1 : 0, 1),
          (x, y) -> x.plus(y, strategy));
    }
    attack.done();
    if (session.isOurs()) {
      session.tidy.latest();
    }
  }
}
