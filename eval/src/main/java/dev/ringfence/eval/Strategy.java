package dev.ringfence.eval;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A way to carry an attack out: how what is said and called is dressed. An attack as its file has
 * it is carried out {@link #PLAIN}.
 *
 * @param words by family, what is said instead; empty for what the attack says
 * @param turns what is said before, each in a turn of its own
 * @param said what becomes of a message
 * @param argument what becomes of a text that a call brings
 * @param answers further forms in which the model repeats what it saw
 */
record Strategy(
    String name,
    Group group,
    Map<String, String> words,
    List<String> turns,
    UnaryOperator<String> said,
    UnaryOperator<String> argument,
    List<String> answers) {
  /** What strategies have in common; executions that differ in less count once. */
  enum Group {
    PLAIN,
    ENCODING,
    UNICODE,
    LANGUAGE,
    FRAMING,
    LADDER,
    FORMAT
  }

  static final Strategy PLAIN =
      new Strategy(
          "",
          Group.PLAIN,
          Map.of(),
          List.of(),
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          List.of());

  Strategy {
    words = Map.copyOf(words);
    turns = List.copyOf(turns);
    answers = List.copyOf(answers);
  }

  /** Whether calls that bring a text are other ones by it. */
  boolean changesArguments() {
    return group == Group.ENCODING || group == Group.UNICODE;
  }

  /** The name of an attack that is carried out so. */
  String of(String attack) {
    return group == Group.PLAIN ? attack : attack + "~" + name;
  }
}
