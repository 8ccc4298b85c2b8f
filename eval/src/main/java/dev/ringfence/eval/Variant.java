package dev.ringfence.eval;

import java.util.Optional;

/** One case to be: an attack, as whom, and how it is carried out. */
record Variant(Attack attack, Persona persona, Strategy strategy) {
  /** An attack as its file has it. */
  static Variant plain(Attack attack, Persona persona) {
    return new Variant(attack, persona, Strategy.PLAIN);
  }

  /** The case that a report names so; empty where there is none, as for a probe. */
  static Optional<Variant> named(AttackCorpus corpus, String name, Persona persona) {
    Optional<Attack> drawn = FuzzedArguments.named(name);
    if (drawn.isPresent()) {
      return drawn.map(attack -> plain(attack, persona));
    }
    int split = name.indexOf('~');
    if (split < 0) {
      return corpus.named(name).map(attack -> plain(attack, persona));
    }
    String dress = name.substring(split + 1);
    return corpus
        .named(name.substring(0, split))
        .flatMap(
            attack ->
                Strategies.all().stream()
                    .filter(strategy -> strategy.name().equals(dress))
                    .map(strategy -> new Variant(attack, persona, strategy))
                    .findFirst());
  }

  String name() {
    return strategy.of(attack.name());
  }

  /** What is said instead of a message of the attack's, in the language of the strategy. */
  String said(String message) {
    return strategy.words().getOrDefault(attack.family(), message);
  }

  /**
   * Whether a strategy makes another case of an attack: one that says something to be dressed, or
   * calls with texts of its own, and leaves nothing behind that a repetition would meet.
   */
  static boolean differs(Attack attack, Strategy strategy) {
    boolean plain =
        attack.requests().isEmpty()
            && attack.scene().proposes().isEmpty()
            && attack.scene().brings().isEmpty()
            && attack.scene().writes() == 0
            && !attack.calls().isEmpty();
    if (!plain) {
      return false;
    }
    boolean brings =
        attack.calls().stream()
            .anyMatch(
                call ->
                    call.value() instanceof String text && !text.isEmpty()
                        || call.arguments().values().stream().anyMatch(String.class::isInstance));
    if (attack.says().isEmpty()) {
      return strategy.changesArguments() && brings;
    }
    return strategy.words().isEmpty() || strategy.words().containsKey(attack.family());
  }
}
