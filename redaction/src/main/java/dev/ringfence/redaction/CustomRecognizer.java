package dev.ringfence.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.ringfence.recognition.Certainty;
import dev.ringfence.recognition.Context;
import dev.ringfence.recognition.Findings;
import dev.ringfence.recognition.Recognizer;
import dev.ringfence.recognition.View;
import dev.ringfence.vault.SensitiveType;

/** Finds what a company's own pattern matches. */
final class CustomRecognizer implements Recognizer {
  private final Pattern pattern;
  private final String why;

  CustomRecognizer(CustomPattern custom) {
    pattern = custom.compiled();
    why = "the company's pattern " + custom.name();
  }

  @Override
  public void find(View view, Context context, Findings findings) {
    Matcher matcher = pattern.matcher(view.text(0, view.length()));
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        findings.add(
            view, matcher.start(), matcher.end(), SensitiveType.CUSTOM, Certainty.PROVEN, why);
      }
    }
  }
}
