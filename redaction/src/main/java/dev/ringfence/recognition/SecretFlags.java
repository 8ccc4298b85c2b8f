package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.util.Locale;
import java.util.Set;

/** Finds the secrets on a command line: behind the name of a flag, in {@code -u user:password}. */
final class SecretFlags {
  private static final int LONGEST_NAME = 40;
  private static final int LINE = 160;
  private static final int SHORTEST_COMMAND = 5;
  private static final Set<String> TAKES_PASSWORD_AT_ONCE =
      Set.of("mysql", "mysqldump", "mysqladmin", "mariadb", "mysqlimport");
  private static final Set<String> TAKES_PASSWORD =
      Set.of("sshpass", "login", "mongo", "mongosh", "mongodump", "ldapsearch", "redis", "cqlsh");

  private final View view;
  private final SecretValues values;
  private final Findings findings;
  private final SecretAssignments assignments;

  SecretFlags(View view, SecretValues values, Findings findings, SecretAssignments assignments) {
    this.view = view;
    this.values = values;
    this.findings = findings;
    this.assignments = assignments;
  }

  /** Judges the flag whose name begins at an index, behind its hyphens. */
  void read(int name) {
    if (view.at(name - 2) == '-') {
      named(name);
    } else if (apart(name - 2)) {
      letter(name);
    }
  }

  private boolean apart(int index) {
    return index < 0 || view.at(index) <= ' ' || SecretValue.quote(view.at(index));
  }

  private void named(int start) {
    int end = start;
    while (end - start < LONGEST_NAME && (view.identifierAt(end) || view.at(end) == '-')) {
      end++;
    }
    if (view.at(end) != ' ' || view.at(end + 1) == '-' || !apart(start - 3)) {
      return;
    }
    SecretValue value = values.read(end + 1);
    if (end - start == 4 && view.wordStandsAt(start, "user")) {
      pair(value);
      return;
    }
    SecretName name = SecretName.of(view, start, end);
    boolean words = !value.quoted() && SecretShape.letters(view, value.start(), value.end());
    if (name != SecretName.NONE
        && !(words && view.at(value.end()) == ' ' && view.wordAt(value.end() + 1))) {
      assignments.judge(value, name, false);
    }
  }

  private void letter(int name) {
    char c = view.at(name);
    char after = view.at(name + 1);
    if (SecretValue.quote(after) && view.at(name - 2) == after) {
      return;
    }
    if (c == 'u' && after == ' ') {
      pair(values.read(name + 2));
    } else if ((c == 'p' || c == 'a') && (SecretValue.quote(after) || after > ' ')) {
      SecretValue value = values.read(name + 1);
      boolean attached = c == 'p' && !value.quoted() && command(name, TAKES_PASSWORD_AT_ONCE);
      if ((value.quoted() && c == 'p') || attached) {
        report(value);
      }
    } else if ((c == 'p' || c == 'a' || c == 'w') && after == ' ' && view.at(name + 2) != '-') {
      if (command(name, TAKES_PASSWORD)) {
        report(values.read(name + 2));
      }
    }
  }

  /** Reports the second of a user and a password. */
  private void pair(SecretValue value) {
    int colon = value.start();
    boolean digits = true;
    while (colon < value.end() && view.at(colon) != ':') {
      digits &= view.digitAt(colon);
      colon++;
    }
    boolean url = view.at(colon + 1) == '/' && view.at(colon + 2) == '/';
    if (colon + 1 < value.end() && colon > value.start() && !digits && !url) {
      report(new SecretValue(colon + 1, value.end(), value.quoted()));
    }
  }

  private void report(SecretValue value) {
    boolean plain = StandIns.plain(view, value.start(), value.end());
    if (!plain && value.end() > value.start()) {
      findings.add(
          view,
          value.start(),
          value.end(),
          SensitiveType.SECRET,
          Certainty.LIKELY,
          "a password on a command line");
    }
  }

  /** Whether a command stands before on the line. */
  private boolean command(int index, Set<String> commands) {
    int i = index;
    while (i > 0 && index - i < LINE && view.at(i - 1) != '\n') {
      int end = i;
      while (i > 0 && index - i < LINE && view.letterAt(i - 1)) {
        i--;
      }
      if (end - i >= SHORTEST_COMMAND
          && commands.contains(view.text(i, end).toLowerCase(Locale.ROOT))) {
        return true;
      }
      i -= end == i ? 1 : 0;
    }
    return false;
  }
}
