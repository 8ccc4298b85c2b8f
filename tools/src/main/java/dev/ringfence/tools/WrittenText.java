package dev.ringfence.tools;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.Restorer;
import dev.ringfence.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values back into texts that are to be written. A value goes only where the redactor knows it
 * again by itself: what a column masks by declaration would be read from the written text as it
 * stands.
 */
final class WrittenText {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[[A-Z_]{1,40}_[0-9]{1,6}]");

  private final Redactor redactor;
  private final Vault vault;

  WrittenText(Redactor redactor, Vault vault) {
    this.redactor = redactor;
    this.vault = vault;
  }

  /** The values of a call, with those in plain texts restored. */
  List<@Nullable Object> restored(List<ToolParameter> parameters, List<@Nullable Object> values)
      throws ArgumentRefused {
    var restored = new ArrayList<@Nullable Object>(values);
    for (var i = 0; i < values.size(); i++) {
      var parameter = parameters.get(i);
      if (values.get(i) instanceof String text
          && parameter.kind() instanceof ParameterKind.Text kind
          && kind.mask() == null) {
        restored.set(i, restored(parameter.name(), kind, text));
      }
    }
    return restored;
  }

  private Object restored(String name, ParameterKind.Text kind, String text)
      throws ArgumentRefused {
    var restorer = new Restorer(vault);
    var whole = restorer.accept(text) + restorer.finish();
    if (whole.equals(text)) {
      return text;
    }
    var masked = redactor.redact(whole, new InMemoryVault()).value();
    for (var match : PLACEHOLDER.matcher(text).results().toList()) {
      var value = Placeholder.parse(match.group()).flatMap(vault::valueOf);
      if (value.isPresent() && masked.contains(value.get())) {
        throw new ArgumentRefused(
            "The parameter '" + name + "' takes no masked value of this kind; leave it out.");
      }
    }
    try {
      return kind.accept(whole);
    } catch (ArgumentRefused e) {
      throw new ArgumentRefused("The parameter '" + name + "' " + e.problem() + ".");
    }
  }
}
