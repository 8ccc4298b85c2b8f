package dev.ringfence.chat;

import java.util.Optional;
import java.util.Set;

/** What people say that is no question: greetings and thanks. */
final class SmallTalk {
  private static final int LONGEST = 5;
  private static final Set<String> GREETINGS =
      Set.of(
          "hello",
          "hi",
          "hey",
          "morning",
          "evening",
          "hallo",
          "servus",
          "moin",
          "bonjour",
          "bonsoir",
          "salut",
          "hola",
          "buenas",
          "ciao",
          "salve",
          "buongiorno",
          "buonasera");
  private static final Set<String> THANKS =
      Set.of("thanks", "thank", "thx", "cheers", "danke", "merci", "gracias", "grazie");

  private SmallTalk() {}

  /** Whether nothing at all is asked. */
  static boolean is(QuestionWords words) {
    return words.size() <= LONGEST && (words.has(GREETINGS) || words.has(THANKS));
  }

  /** The sentence that an answer begins with, where one is due. */
  static Optional<String> opening(QuestionWords words) {
    if (words.size() <= LONGEST && words.has(GREETINGS)) {
      return Optional.of("Hello! ");
    }
    return words.size() <= LONGEST && words.has(THANKS)
        ? Optional.of("You are welcome. ")
        : Optional.empty();
  }
}
