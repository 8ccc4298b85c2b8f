package dev.ringfence.chat;

import dev.ringfence.chat.Meaning.Kind;
import dev.ringfence.chat.Sentence.Term;
import dev.ringfence.tools.ParameterKind;
import dev.ringfence.tools.ResultColumn;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The words of a tool's declaration by their meaning, and how much each says about the tool: its
 * label and name the most, then its examples, its description, and its columns and parameters.
 */
record ToolWords(Map<String, Double> weights) {
  static final ToolWords NONE = new ToolWords(Map.of());

  private static final double LABEL = 1;
  private static final double OFTEN = 0.9;
  private static final double EXAMPLE = 0.7;
  private static final double DESCRIPTION = 0.5;
  private static final double DETAIL = 0.4;
  private static final double QUESTION = 0.25;

  ToolWords {
    weights = Map.copyOf(weights);
  }

  static ToolWords of(ToolDefinition tool) {
    Map<String, Double> weights = new HashMap<>();
    for (ResultColumn column : tool.columns()) {
      add(weights, column.label(), DETAIL);
    }
    for (ToolParameter parameter : tool.asked()) {
      add(weights, parameter.label(), DETAIL);
      if (parameter.kind() instanceof ParameterKind.Text text) {
        text.allowed().forEach(value -> add(weights, value.replace('_', ' '), DETAIL));
      }
    }
    add(weights, tool.description(), DESCRIPTION);
    Map<String, Integer> often = new HashMap<>();
    for (String example : tool.examples()) {
      meanings(Sentence.of(example)).forEach(word -> often.merge(word, 1, Integer::sum));
    }
    often.forEach((word, times) -> weights.merge(word, times > 1 ? OFTEN : EXAMPLE, Math::max));
    add(weights, tool.name().replace('_', ' '), EXAMPLE);
    add(weights, tool.label(), LABEL);
    return new ToolWords(weights);
  }

  private static void add(Map<String, Double> weights, String text, double weight) {
    meanings(Sentence.of(text)).forEach(word -> weights.merge(word, weight, Math::max));
  }

  /** How much a word says about the tool; 0 where the declaration lacks it. */
  double weight(String word) {
    return weights.getOrDefault(word, 0.0);
  }

  Set<String> all() {
    return weights.keySet();
  }

  /** How much a word counts in a question: {@code when} and {@code who} say little. */
  static double share(Term term) {
    boolean asks = term.is(Kind.QUESTION) && !term.is(Kind.CONTENT);
    return asks ? QUESTION : 1;
  }

  /** What the words of a sentence mean that carry meaning. */
  static Set<String> meanings(Sentence sentence) {
    Set<String> all = new LinkedHashSet<>();
    sentence.terms().forEach(term -> all.addAll(meanings(term)));
    return all;
  }

  /** What a term means; its stem where the lexicon does not know it; nothing where it is empty. */
  static Set<String> meanings(Term term) {
    Set<String> names = new LinkedHashSet<>();
    for (Meaning meaning : term.meanings()) {
      if (meaning.kind() == Kind.FUNCTION) {
        return Set.of();
      }
      if (isSaying(meaning.kind())) {
        names.add(meaning.name());
      }
    }
    boolean word =
        term.meanings().isEmpty()
            && term.written().length() > 1
            && Character.isLetter(term.written().charAt(0))
            && !term.isRecord();
    if (word) {
      names.add(Vocabulary.stem(Lexicon.folded(term.written())));
    }
    return names;
  }

  private static boolean isSaying(Kind kind) {
    return switch (kind) {
      case STATE, CONTENT, ACTION, QUESTION -> true;
      case FUNCTION, PERSON, GENERAL, TIME, NUMBER -> false;
    };
  }
}
