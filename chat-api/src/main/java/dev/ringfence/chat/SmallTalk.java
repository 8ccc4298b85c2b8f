package dev.ringfence.chat;

import java.util.Optional;
import java.util.Set;

/**
 * What people say that is no question: greetings, thanks, and orders that search cannot carry out.
 */
final class SmallTalk {
  private static final Set<String> GREETINGS =
      Set.of("hello", "hi", "hey", "hallo", "bonjour", "hola", "morning", "evening", "salut");
  private static final Set<String> THANKS =
      Set.of("thanks", "thank", "danke", "merci", "gracias", "thx", "cheers");
  private static final Set<String> ACTIONS =
      Set.of(
          "cancel",
          "book",
          "reschedule",
          "change",
          "update",
          "delete",
          "remove",
          "write",
          "translate",
          "send",
          "pay",
          "order",
          "buy",
          "create",
          "transfer",
          "forward",
          "draft",
          "compose",
          "refund");

  private SmallTalk() {}

  /** Whether nothing at all is asked. */
  static boolean is(QuestionWords words) {
    return words.size() <= 5 && (words.has(GREETINGS) || words.has(THANKS));
  }

  /** The sentence that an answer begins with, where one is due. */
  static Optional<String> opening(QuestionWords words) {
    if (words.size() <= 5 && words.has(GREETINGS)) {
      return Optional.of("Hello! ");
    }
    if (words.size() <= 5 && words.has(THANKS)) {
      return Optional.of("You are welcome. ");
    }
    return asksForAction(words)
        ? Optional.of("I can only look things up; I cannot write, change or send anything.\n\n")
        : Optional.empty();
  }

  private static boolean asksForAction(QuestionWords words) {
    int at = 0;
    if (words.startsAt(0, "please")) {
      at = 1;
    } else if (words.startsAt(0, "can", "you") || words.startsAt(0, "could", "you")) {
      at = words.startsAt(2, "please") ? 3 : 2;
    } else if (words.startsAt(0, "i", "want", "to")) {
      at = 3;
    } else if (words.startsAt(0, "i", "would", "like", "to")) {
      at = 4;
    }
    return ACTIONS.contains(words.lower(at)) || words.startsAt(at, "tell", "me", "a");
  }
}
