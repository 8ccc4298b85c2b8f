package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.recognition.BirthWords.Verdict;
import dev.ringfence.recognition.WrittenDate.Form;
import dev.ringfence.vault.SensitiveType;

/**
 * Finds dates of birth: a date in any form, with words around it, a field's name or a column's that
 * say that somebody was born on it. A date without them is anybody's and stays.
 */
@AutoService(Recognizer.class)
public final class BirthDateRecognizer implements Recognizer {
  @Override
  public void find(View view, Context context, Findings findings) {
    WrittenDate date = new WrittenDate(view);
    BirthColumns columns = new BirthColumns(view);
    boolean field = context.value() && BirthWords.field(context);
    int i = view.seek(0, Trigger.DIGIT);
    while (i < view.length()) {
      if (date.read(i)) {
        Verdict verdict = verdict(view, date, field, columns);
        if (verdict != Verdict.SILENT) {
          report(view, date, verdict, findings);
        }
        i = Math.max(i, date.end());
      }
      while (view.digitAt(i)) {
        i++;
      }
      i = view.seek(i, Trigger.DIGIT);
    }
  }

  private static Verdict verdict(View view, WrittenDate date, boolean field, BirthColumns columns) {
    if (field) {
      return Verdict.DIRECTLY;
    }
    Verdict verdict =
        BirthWords.around(view, date.start(), date.end(), date.form() == Form.WITHOUT_YEAR);
    boolean silent = verdict == Verdict.SILENT || verdict == Verdict.MENTIONED;
    boolean column = silent && columns.holds(date.start(), date.end());
    return column ? Verdict.DIRECTLY : verdict;
  }

  private static void report(View view, WrittenDate date, Verdict verdict, Findings findings) {
    boolean directly = verdict == Verdict.DIRECTLY;
    boolean enough =
        switch (date.form()) {
          case WHOLE -> directly || verdict == Verdict.SAID;
          case SOLID, WITHOUT_YEAR -> directly;
          case WITHOUT_DAY -> false;
        };
    boolean form = date.form() == Form.WHOLE || directly;
    if (enough || form) {
      findings.add(
          view,
          date.start(),
          date.end(),
          SensitiveType.BIRTH_DATE,
          enough ? Certainty.LIKELY : Certainty.POSSIBLE,
          "a date that words call a date of birth");
    }
  }
}
