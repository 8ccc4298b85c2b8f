package dev.ringfence.eval;

import java.util.Collection;
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

  /** What every word begins with. */
  static final String START = "zq";

  private static final int LENGTH = CanaryIndex.WORD;

  private final Random random;
  private final Map<String, Canary> byValue = new LinkedHashMap<>();
  private final CanaryIndex index = new CanaryIndex();

  /** Texts that somebody brought, and as they read without spaces and the like. */
  private final Map<String, Canary> brought = new LinkedHashMap<>();

  CanaryBook(long seed) {
    this.random = new Random(seed);
  }

  /** A word that no row has yet, and that has no piece in common with another. */
  synchronized Canary issue(Canary.Origin origin, boolean personal) {
    while (true) {
      StringBuilder word = new StringBuilder(START);
      while (word.length() < LENGTH) {
        word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      Canary canary = new Canary(word.toString(), origin, personal);
      if (!index.takes(canary.value())) {
        byValue.put(canary.value(), canary);
        index.add(canary);
        return canary;
      }
    }
  }

  /** A text that stands in a row of a service that is not ours, as its operator says. */
  synchronized Canary bring(String text, Canary.Origin origin) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    Canary canary = new Canary(lower, origin, false);
    brought.putIfAbsent(lower, canary);
    String bare = Filling.without(lower);
    if (bare.length() > LENGTH - 3) {
      brought.putIfAbsent(bare, canary);
    }
    return canary;
  }

  /** Takes back a word that the database would not have. */
  synchronized void withdraw(Canary canary) {
    byValue.remove(canary.value());
    index.remove(canary);
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
    found.addAll(broughtIn(lower));
    return found;
  }

  private Set<Canary> broughtIn(String lower) {
    Set<Canary> found = new LinkedHashSet<>();
    brought.forEach(
        (words, canary) -> {
          if (lower.contains(words)) {
            found.add(canary);
          }
        });
    return found;
  }

  /** The canaries that readings show in any way: in pieces, spread, turned or shifted. */
  synchronized Set<Canary> seenIn(Collection<String> readings) {
    Set<Canary> seen = new LinkedHashSet<>();
    readings.forEach(reading -> index.in(reading, seen));
    if (!brought.isEmpty()) {
      for (String reading : readings) {
        String lower = reading.toLowerCase(Locale.ROOT);
        seen.addAll(broughtIn(lower));
        seen.addAll(broughtIn(Filling.without(lower)));
        seen.addAll(broughtIn(Filling.without(Turning.BACKWARDS.of(lower))));
        seen.addAll(broughtIn(Turning.ROT13.of(lower)));
      }
    }
    return seen;
  }
}
