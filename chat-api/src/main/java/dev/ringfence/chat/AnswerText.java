package dev.ringfence.chat;

import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.Restorer;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a model's words to a reader, piece by piece: made plain, made harmless, and only then
 * restored. The result does not depend on how the words were cut, and only what may still turn out
 * to be mark-up or a placeholder is held back.
 */
final class AnswerText {
  private final PlainText plain = new PlainText();
  private final AnswerSanitizer sanitizer;
  private final Restorer restorer;
  private boolean restored;

  AnswerText(Vault vault, LinkPolicy policy) {
    sanitizer =
        new AnswerSanitizer(
            policy, written -> Placeholder.parse(written).flatMap(vault::valueOf).isPresent());
    restorer = new Restorer(new InertValues(vault, () -> restored = true));
  }

  /** What can be shown after the next piece. */
  String accept(String delta) {
    return restorer.accept(sanitizer.accept(plain.accept(delta)));
  }

  /** What is shown when the model has ended. */
  String finish() {
    String rest = sanitizer.accept(plain.finish()) + sanitizer.finish();
    return restorer.accept(rest) + restorer.finish();
  }

  /** Whether a value was put back so far. */
  boolean restored() {
    return restored;
  }

  /** A vault whose values cannot act as mark-up where they are put back. */
  private record InertValues(Vault vault, Runnable putBack) implements Vault {
    @Override
    public Map<SensitiveValue, Placeholder> placeholders(Collection<SensitiveValue> values) {
      return vault.placeholders(values);
    }

    @Override
    public int longest() {
      return vault.longest();
    }

    @Override
    public Collection<SensitiveValue> known() {
      return vault.known();
    }

    @Override
    public Optional<String> valueOf(Placeholder placeholder) {
      Optional<String> value = vault.valueOf(placeholder);
      value.ifPresent(_ -> putBack.run());
      return value.map(InertValues::inert);
    }

    private static String inert(String value) {
      PlainText plain = new PlainText();
      AnswerSanitizer sanitizer = new AnswerSanitizer(LinkPolicy.none(), written -> false);
      String text = sanitizer.accept(plain.accept(value) + plain.finish()) + sanitizer.finish();
      String flat =
          text.replace('[', '(')
              .replace(']', ')')
              .replace('<', '(')
              .replace('>', ')')
              .replace('`', '\'');
      String apart = flat.isEmpty() || "/:".indexOf(flat.charAt(0)) >= 0 ? " " + flat : flat;
      return joins(apart) ? apart + " " : apart;
    }

    /** Whether a value's end could make an address together with what the model wrote behind it. */
    private static boolean joins(String value) {
      return value.matches("(?is).*(www\\.?|[:/&!\\\\])");
    }
  }
}
