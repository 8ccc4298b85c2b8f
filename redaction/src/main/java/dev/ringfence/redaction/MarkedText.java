package dev.ringfence.redaction;

import dev.ringfence.recognition.Certainty;
import dev.ringfence.recognition.Context;
import dev.ringfence.recognition.Finding;
import dev.ringfence.recognition.Findings;
import dev.ringfence.recognition.Recognizer;
import dev.ringfence.recognition.View;
import dev.ringfence.recognition.Views;
import dev.ringfence.redaction.LiteralPlaceholders.Bracket;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** A text with the ranges in it that are to be masked, and the brackets to be made inert. */
record MarkedText(String text, List<Finding> masks, List<Bracket> brackets) {
  MarkedText {
    masks = List.copyOf(masks);
    brackets = List.copyOf(brackets);
  }

  static MarkedText plain(String text) {
    return new MarkedText(text, List.of(), List.of());
  }

  static MarkedText whole(String text, SensitiveType type) {
    return new MarkedText(
        text,
        List.of(new Finding(0, text.length(), type, Certainty.PROVEN, "a declared field")),
        List.of());
  }

  /**
   * Looks at a text as it is and through each layer of encoding.
   *
   * @param issued which literal placeholders are real ones and stay
   */
  static MarkedText of(
      String text,
      Context context,
      List<Recognizer> recognizers,
      Policy policy,
      Predicate<String> issued) {
    Findings findings = new Findings();
    List<Bracket> brackets = new ArrayList<>();
    for (View view : Views.of(text)) {
      for (Recognizer recognizer : recognizers) {
        recognizer.find(view, context, findings);
      }
      brackets.addAll(LiteralPlaceholders.find(view, issued));
    }
    brackets.sort(Comparator.comparingInt(Bracket::start));
    return new MarkedText(text, findings.arbitrated(policy.least()), brackets);
  }

  void collect(Collection<SensitiveValue> values) {
    for (Finding mask : masks) {
      values.add(value(mask));
    }
  }

  private SensitiveValue value(Finding mask) {
    return new SensitiveValue(mask.type(), text.substring(mask.start(), mask.end()));
  }

  String masked(Map<SensitiveValue, Placeholder> placeholders) {
    if (masks.isEmpty() && brackets.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int done = 0;
    int bracket = 0;
    for (Finding mask : masks) {
      for (; bracket < brackets.size() && brackets.get(bracket).start() < mask.start(); bracket++) {
        done = replace(masked, brackets.get(bracket), done);
      }
      Placeholder placeholder = placeholders.get(value(mask));
      if (placeholder == null) {
        throw new IllegalStateException("a value without a placeholder");
      }
      masked.append(text, Math.min(done, mask.start()), mask.start()).append(placeholder);
      done = mask.end();
    }
    for (; bracket < brackets.size(); bracket++) {
      done = replace(masked, brackets.get(bracket), done);
    }
    return masked.append(text, done, text.length()).toString();
  }

  /** Each mask with its placeholder and its reason. */
  List<Mask> explained(Map<SensitiveValue, Placeholder> placeholders) {
    return masks.stream()
        .map(
            mask ->
                new Mask(
                    mask.start(),
                    mask.end(),
                    Objects.requireNonNull(placeholders.get(value(mask))),
                    mask.certainty().name().toLowerCase(Locale.ROOT),
                    mask.why()))
        .toList();
  }

  private int replace(StringBuilder masked, Bracket bracket, int done) {
    if (bracket.start() < done) {
      return done;
    }
    masked.append(text, done, bracket.start()).append(bracket.replacement());
    return bracket.end();
  }
}
