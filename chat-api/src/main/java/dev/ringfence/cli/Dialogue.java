package dev.ringfence.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** A person at a terminal who can be asked; or nobody. */
interface Dialogue {
  /** Nobody is there: a script, a build. */
  Dialogue NOBODY =
      new Dialogue() {
        @Override
        public boolean isSomebody() {
          return false;
        }

        @Override
        public Optional<String> ask(String question) {
          return Optional.empty();
        }
      };

  boolean isSomebody();

  /** What somebody answers to a question; empty where there is nobody, or no more to come. */
  Optional<String> ask(String question);

  /** Whether somebody says yes. */
  default boolean agrees(String question) {
    return ask(question + " [y/N]")
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .filter(answer -> answer.equals("y") || answer.equals("yes"))
        .isPresent();
  }

  /** The person at this process's terminal, where it has one at both ends. */
  static Dialogue ofTerminal() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return NOBODY;
    }
    return new Dialogue() {
      @Override
      public boolean isSomebody() {
        return true;
      }

      @Override
      public Optional<String> ask(String question) {
        return Optional.ofNullable(console.readLine("%s ", question));
      }
    };
  }
}
