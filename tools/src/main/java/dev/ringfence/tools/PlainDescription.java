package dev.ringfence.tools;

import dev.ringfence.redaction.Mask;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a file says about a tool goes to a model with every request, in words of its author and not
 * masked; so nothing may stand in it that would be.
 */
final class PlainDescription {
  private final Redactor redactor;

  PlainDescription(Redactor redactor) {
    this.redactor = redactor;
  }

  /** Tells each kind of value that stands in a tool's words, and never the value. */
  void judge(ToolDefinition tool, Consumer<String> objection) {
    judge("its name", tool.name(), objection);
    judge("its description", tool.description(), objection);
    for (ToolParameter parameter : tool.parameters()) {
      judge("the name of a parameter", parameter.name(), objection);
      for (String words : words(parameter)) {
        judge("what it says about the parameter " + parameter.name(), words, objection);
      }
    }
  }

  private static List<String> words(ToolParameter parameter) {
    List<String> words = new ArrayList<>();
    words.add(ToolSchema.describe(parameter));
    if (parameter.kind() instanceof ParameterKind.Text text) {
      words.addAll(text.allowed());
    }
    return words;
  }

  private void judge(String where, String words, Consumer<String> objection) {
    for (Mask mask : redactor.explain(words, new InMemoryVault()).masks()) {
      objection.accept(
          where
              + " holds what would be masked elsewhere ("
              + mask.placeholder().type()
              + ", "
              + mask.why()
              + "), and goes to the model as it is; take it out");
    }
  }
}
