package dev.ringfence.chat;

import java.util.function.Consumer;

/**
 * What writes answers: a language model, or the extractive assistant. It is handed redacted text
 * alone. Implementations are thread-safe and keep nothing between turns.
 */
interface AssistantModel {
  /** The name shown to people. */
  String name();

  /** Whether it is a language model; if not, answers say so. */
  boolean isLanguageModel();

  /**
   * The model's next turn: text, calls of tools, or both.
   *
   * @param text receives the turn's text piece by piece while it is made
   * @param cancellation ends the turn early
   * @throws ModelException when there is no turn to be had
   */
  ModelTurn next(ModelRequest request, Consumer<String> text, Cancellation cancellation);
}
