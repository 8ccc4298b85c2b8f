package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.util.Locale;
import java.util.Set;

/**
 * Finds secrets that are given to a name: behind a colon or an equals sign, in an element of XML,
 * in a pair of a name and a value.
 */
final class SecretAssignments {
  private static final int LONGEST_NAME = 48;
  private static final int SIGNS = Trigger.COLON | Trigger.ESCAPE | Trigger.ANGLE;
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "token", "apikey", "digest", "negotiate", "key", "bot", "jwt");

  private final View view;
  private final SecretValues values;
  private final Findings findings;

  SecretAssignments(View view, SecretValues values, Findings findings) {
    this.view = view;
    this.values = values;
    this.findings = findings;
  }

  void find() {
    int i = view.seek(0, SIGNS);
    while (i < view.length()) {
      i = view.seek(sign(i), SIGNS);
    }
  }

  /** Judges what stands around a sign, and answers where to go on. */
  private int sign(int sign) {
    char c = view.at(sign);
    if (c == '>') {
      return view.at(sign - 1) == '=' || view.at(sign - 1) == '-' ? sign + 1 : element(sign);
    }
    boolean scheme = c == ':' && (view.at(sign + 1) == '/' && view.at(sign + 2) == '/');
    if ((c != ':' && c != '=')
        || scheme
        || view.at(sign + 1) == ':'
        || view.at(sign - 1) == ':' && c == ':') {
      return sign + 1;
    }
    if (c == ':' && role(sign)) {
      return sign + 1;
    }
    SecretName name = NameBefore.of(view, sign);
    if (name == SecretName.NONE) {
      return sign + 1;
    }
    return value(sign, name);
  }

  /** {@code :command:`x`}: a role in reStructuredText. */
  private boolean role(int sign) {
    int end = Runs.wordEnd(view, sign + 1);
    return end > sign + 1 && view.at(end) == ':' && view.at(end + 1) == '`';
  }

  private int element(int close) {
    int start = close;
    while (close - start < LONGEST_NAME
        && (view.identifierAt(start - 1) || "-.:".indexOf(view.at(start - 1)) >= 0)) {
      start--;
    }
    if (view.at(start - 1) != '<' || start == close) {
      return close + 1;
    }
    SecretName name = SecretName.of(view, start, close);
    int end = close + 1;
    while (end - close < 512
        && end < view.length()
        && view.at(end) != '<'
        && view.at(end) != '\n') {
      end++;
    }
    if (name == SecretName.NONE || view.at(end) != '<' || view.at(end + 1) != '/') {
      return close + 1;
    }
    return judge(new SecretValue(close + 1, end, true), name, false) ? end : close + 1;
  }

  private int value(int sign, SecretName name) {
    int i = sign + 1;
    boolean compared =
        "=!<>~".indexOf(view.at(sign - 1)) >= 0 && sign > 0 && view.at(sign - 1) != View.NONE;
    while (view.at(i) == '=' || view.at(i) == '>' || view.at(i) == '~') {
      compared |= view.at(i) != '>';
      i++;
    }
    boolean spaced = view.at(i) == ' ';
    int from = i;
    while (i - from < 16 && (" *(\t".indexOf(view.at(i)) >= 0 && i < view.length())) {
      i++;
    }
    i = tagsEnd(i);
    int credentials = schemeEnd(i);
    if (name == SecretName.PASSWORD && view.at(i) == '\n' && i > 0) {
      return nextLine(i + 1) ? i + 1 : sign + 1;
    }
    SecretValue value = values.read(credentials);
    boolean tag = view.at(i) == '<' && view.letterAt(i + 1) && view.at(value.end() - 1) != '>';
    if (value.end() <= value.start() || (compared && !value.quoted()) || tag) {
      return sign + 1;
    }
    if (credentials > i && cased(value)) {
      add(value);
      return value.end();
    }
    return judge(value, name, spaced) ? value.whole(view).end() : sign + 1;
  }

  /** Past tags between a name and its value, as in {@code <b>Password:</b> x}. */
  private int tagsEnd(int from) {
    int i = from;
    if (view.at(i) == '<' && (view.at(i + 1) == '/' || view.wordStandsAt(i, "<![cdata["))) {
      while (i - from < 32 && view.at(i) != '>' && view.at(i + 1) != '\n') {
        i++;
      }
      i++;
      while (view.at(i) == ' ') {
        i++;
      }
    }
    return i;
  }

  private int schemeEnd(int from) {
    int quote = SecretValue.quote(view.at(from)) ? 1 : 0;
    int end = from + quote;
    while (end - from < 12 && view.letterAt(end)) {
      end++;
    }
    boolean scheme =
        view.at(end) == ' '
            && SCHEMES.contains(view.text(from + quote, end).toLowerCase(Locale.ROOT));
    return scheme && !view.letterAt(from - 1) ? end + 1 : from;
  }

  /** Reports a value if it is a secret. */
  boolean judge(SecretValue value, SecretName name, boolean spaced) {
    int start = value.start();
    int end = value.end();
    if (StandIns.plain(view, start, end)
        || (!value.quoted() && StandIns.code(view, start, end, spaced))) {
      return false;
    }
    if (name == SecretName.PASSWORD
        ? !passwordLike(value, spaced)
        : !SecretShape.tokenLike(view, start, end, name)) {
      return false;
    }
    add(value);
    return true;
  }

  private void add(SecretValue found) {
    SecretValue value = found.whole(view);
    findings.add(
        view,
        value.start(),
        value.end(),
        SensitiveType.SECRET,
        Certainty.LIKELY,
        "given to the name of a secret");
  }

  /** A password that is the whole of the line below its name. */
  private boolean nextLine(int start) {
    SecretValue value = values.read(start);
    boolean whole = view.at(value.end()) == '\n' || value.end() >= view.length();
    return whole
        && !value.quoted()
        && SecretShape.passwordAlone(view, start, value.end())
        && judge(value, SecretName.PASSWORD, false);
  }

  /** Whether small letters and capitals stand in no order of words. */
  private boolean cased(SecretValue value) {
    int changes = 0;
    for (int i = value.start() + 1; i < value.end(); i++) {
      boolean capital = view.at(i) >= 'A' && view.at(i) <= 'Z';
      changes += capital && view.letterAt(i - 1) && view.at(i - 1) >= 'a' ? 1 : 0;
    }
    return changes >= 2 && value.end() - value.start() >= 8;
  }

  /** Whether a password stands there, and not a sentence about one. */
  private boolean passwordLike(SecretValue value, boolean spaced) {
    int start = value.start();
    int end = value.end();
    if (value.quoted()) {
      return !SecretShape.sentence(view, start, end);
    }
    if (!SecretShape.letters(view, start, end)) {
      return end - start >= 3 || !spaced;
    }
    boolean goesOn = view.at(end) == ' ' && view.wordAt(end + 1);
    return !spaced || (!goesOn && end - start >= 4 && !SecretShape.said(view, start, end));
  }
}
