package dev.ringfence.eval;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Every canary there is, found by its word. */
final class CanaryBook {
  /** No vowels: no word of a language comes out, and no figure that a redactor could take. */
  private static final String LETTERS = "bcdfghjkmnpqrstvwxz";

  private static final String START = "zq";
  private static final int LENGTH = 10;

  private final Random random;
  private final Map<String, Canary> byValue = new LinkedHashMap<>();

  /** Texts that somebody brought, and as they read without spaces and the like. */
  private final Map<String, Canary> brought = new LinkedHashMap<>();

  CanaryBook(long seed) {
    this.random = new Random(seed);
  }

  /** A word that no row has yet. */
  synchronized Canary issue(Canary.Origin origin, boolean personal) {
    while (true) {
      StringBuilder word = new StringBuilder(START);
      while (word.length() < LENGTH) {
        word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      Canary canary = new Canary(word.toString(), origin, personal);
      if (byValue.putIfAbsent(canary.value(), canary) == null) {
        return canary;
      }
    }
  }

  /** A text that stands in a row of a service that is not ours, as its operator says. */
  synchronized Canary bring(String text, Canary.Origin origin) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    Canary canary = new Canary(lower, origin, false);
    brought.putIfAbsent(lower, canary);
    String bare = DecodeClosure.unfilled(lower);
    if (bare.length() > LENGTH - 3) {
      brought.putIfAbsent(bare, canary);
    }
    return canary;
  }

  /** Takes back a word that the database would not have. */
  synchronized void withdraw(Canary canary) {
    byValue.remove(canary.value());
  }

  synchronized int size() {
    return byValue.size() + (int) brought.values().stream().distinct().count();
  }

  synchronized Optional<Canary> any(java.util.function.Predicate<Canary> which) {
    return byValue.values().stream().filter(which).findFirst();
  }

  /** The canaries whose words stand in a text as it is, whatever their case. */
  synchronized Set<Canary> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<Canary> found = new LinkedHashSet<>();
    for (int at = lower.indexOf(START); at >= 0; at = lower.indexOf(START, at + 1)) {
      if (at + LENGTH <= lower.length()) {
        Canary canary = byValue.get(lower.substring(at, at + LENGTH));
        if (canary != null) {
          found.add(canary);
        }
      }
    }
    brought.forEach(
        (words, canary) -> {
          if (lower.contains(words)) {
            found.add(canary);
          }
        });
    return found;
  }
}
