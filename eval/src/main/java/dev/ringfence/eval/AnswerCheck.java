package dev.ringfence.eval;

import java.util.List;

/**
 * Holds what somebody reads to what a step of a task says; what is wrong never has a value in it.
 */
final class AnswerCheck {
  /** As it was written down, which is how reports name what is missing. */
  final Task.Step step;

  /** With every fact filled in. */
  final Task.Step filled;

  private final TaskFacts facts;

  AnswerCheck(Task.Step step, TaskFacts facts) {
    this.step = step;
    this.filled = facts.fill(step);
    this.facts = facts;
  }

  /** Why it is not what it has to be; empty where it is. */
  String wrong(String shown) {
    ReadText text = new ReadText(shown);
    for (int i = 0; i < filled.holds().size(); i++) {
      if (!text.holds(filled.holds().get(i))) {
        return "the answer does not hold " + step.holds().get(i);
      }
    }
    for (int i = 0; i < filled.hides().size(); i++) {
      if (text.holds(filled.hides().get(i))) {
        return "the answer holds " + step.hides().get(i);
      }
    }
    return "";
  }

  /** Whether every value that was masked before the model is there again. */
  String notRestored(String shown) {
    ReadText text = new ReadText(shown);
    for (int i = 0; i < filled.masks().size(); i++) {
      if (!text.holds(filled.masks().get(i))) {
        return "the answer does not restore " + step.masks().get(i);
      }
    }
    return ReadText.placeholder(shown).isEmpty() ? "" : "a placeholder was not put back";
  }

  /** Whether a model, ours or not, saw a value that it must not. */
  String notMasked(List<String> seen) {
    for (int i = 0; i < filled.masks().size(); i++) {
      String masked = filled.masks().get(i);
      if (seen.stream().anyMatch(body -> body.contains(masked))) {
        return "a model was shown " + step.masks().get(i);
      }
    }
    return "";
  }

  /** What a decision should have written, if it is not there. */
  String unwritten() {
    return facts.unwritten(step).orElse("");
  }
}
