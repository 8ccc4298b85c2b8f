package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.vault.SensitiveType;
import java.util.Locale;
import java.util.Set;

/**
 * Finds e-mail addresses: from each {@code @} to the left over a local part, to the right over a
 * domain. Both ends stop at another {@code @}, so every character is read a bounded number of
 * times.
 */
@AutoService(Recognizer.class)
public final class EmailRecognizer implements Recognizer {
  /** Longest comment, gap or quoted local part that is looked across. */
  private static final int LONGEST_QUOTE = 128;

  private static final Set<String> IMAGES =
      Set.of("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "pdf");

  @Override
  public void find(View view, Context context, Findings findings) {
    int at = view.seek(0, Trigger.AT);
    if (at == view.length()) {
      return;
    }
    UrlUsers users = new UrlUsers(view);
    while (at < view.length()) {
      int start = localStart(view, at);
      int end = start < 0 ? -1 : Domain.end(view, domainStart(view, at));
      if (end > 0 && !imageName(view, at, end) && !users.endAt(at)) {
        String why = "a local part, @, and a domain";
        findings.add(view, start, end, SensitiveType.EMAIL, Certainty.PROVEN, why);
      }
      at = view.seek(at + 1, Trigger.AT);
    }
  }

  /** Where the local part begins, or -1 where there is none. */
  private static int localStart(View view, int at) {
    int end = skipBack(view, at);
    if (view.at(end - 1) == '"') {
      int open = quoteStart(view, end - 1);
      if (open >= 0) {
        return open;
      }
      end--;
    }
    int start = end;
    while (localPart(view, start - 1)) {
      start--;
    }
    start = trimmed(view, start, end);
    return start < end ? start : -1;
  }

  /** Over one comment and one gap, to where the local part ends. */
  private static int skipBack(View view, int at) {
    int end = at;
    if (view.at(end - 1) == ' ' && end >= 2) {
      end--;
    }
    if (view.at(end - 1) == ')') {
      int open = end - 2;
      while (open >= 0 && end - open < LONGEST_QUOTE && view.at(open) != '(') {
        if (view.at(open) == '@' || ends(view, open)) {
          return end;
        }
        open--;
      }
      return view.at(open) == '(' ? open : end;
    }
    return end;
  }

  private static int domainStart(View view, int at) {
    int start = at + 1;
    if (view.at(start) == ' ') {
      start++;
    }
    if (view.at(start) == '(') {
      int close = start + 1;
      while (close - start < LONGEST_QUOTE && view.at(close) != ')') {
        if (view.at(close) == '@' || ends(view, close)) {
          return start;
        }
        close++;
      }
      return view.at(close) == ')' ? close + 1 : start;
    }
    return start;
  }

  private static boolean ends(View view, int index) {
    return view.at(index) == '\n' || view.at(index) == View.NONE;
  }

  /** The opening quote of a quoted local part, or -1. */
  private static int quoteStart(View view, int close) {
    int open = close - 1;
    while (open >= 0 && close - open <= LONGEST_QUOTE && !ends(view, open)) {
      if (view.at(open) == '"' && view.at(open - 1) != '\\') {
        return open;
      }
      open--;
    }
    return -1;
  }

  /** Past what stands before an address in mark-up, in a URL's query, or in an escape. */
  private static int trimmed(View view, int start, int end) {
    int from = start;
    boolean query = false;
    boolean url = view.at(start) == '/' && view.at(start + 1) == '/';
    for (int i = start; i < end; i++) {
      char c = view.at(i);
      query |= c == '?' || c == '&';
      if ((c == '=' && query) || (c == '/' && url && !query) || c == '&' || c == '?') {
        from = i + 1;
      }
    }
    if (view.at(from - 1) == '\\' && "nrt".indexOf(view.at(from)) >= 0) {
      from++;
    }
    while (from < end && "'`*{|/=?&#~.".indexOf(view.at(from)) >= 0) {
      from++;
    }
    return from;
  }

  private static boolean localPart(View view, int index) {
    char c = view.at(index);
    if (c < 0x80) {
      return (c >= '0' && c <= '9')
          || (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || "._+-!#$%&'*/=?^`{|}~".indexOf(c) >= 0;
    }
    return view.wordAt(index)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /** Whether this is the name of an image for dense screens, as in {@code icon@2x.png}. */
  private static boolean imageName(View view, int at, int end) {
    int dot = at + 1;
    while (view.digitAt(dot)) {
      dot++;
    }
    return dot > at + 1
        && View.lower(view.at(dot)) == 'x'
        && view.at(dot + 1) == '.'
        && IMAGES.contains(view.text(dot + 2, end).toLowerCase(Locale.ROOT));
  }
}
