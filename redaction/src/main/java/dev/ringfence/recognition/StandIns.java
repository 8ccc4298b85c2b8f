package dev.ringfence.recognition;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What plainly stands where a secret would: a variable, a blank, a word in brackets, code. */
final class StandIns {
  private static final int LONGEST = 96;

  private static final Set<String> NO_VALUES =
      Set.of(
          "null",
          "none",
          "nil",
          "undefined",
          "true",
          "false",
          "string",
          "str",
          "text",
          "varchar",
          "char",
          "int",
          "integer",
          "number",
          "bool",
          "boolean",
          "object",
          "any",
          "required",
          "optional",
          "empty",
          "yes",
          "no",
          "n/a",
          "na",
          "tbd",
          "todo",
          "redacted",
          "masked",
          "hidden",
          "removed",
          "omitted",
          "placeholder",
          "unknown",
          "unset",
          "void",
          "binary",
          "file",
          "secretstr",
          "const",
          "let",
          "var");

  private static final List<String> YOURS =
      List.of(
          "your",
          "my_",
          "my-",
          "dein",
          "ihr-",
          "ihr_",
          "votre",
          "tu_",
          "tu-",
          "su_",
          "su-",
          "sua",
          "seu",
          "tua",
          "insert",
          "enter",
          "replace",
          "put_",
          "put-",
          "add_",
          "add-",
          "paste",
          "the_",
          "the-",
          "some_",
          "some-",
          "example_",
          "example-",
          "sample",
          "dummy",
          "fake",
          "placeholder",
          "change_me",
          "change-me",
          "xxx",
          "todo");

  private StandIns() {}

  /** Whether a value is none. */
  static boolean plain(View view, int start, int end) {
    if (end <= start) {
      return true;
    }
    if (end - start > LONGEST) {
      return false;
    }
    String value = view.text(start, end);
    String lower = value.toLowerCase(Locale.ROOT);
    return NO_VALUES.contains(lower)
        || bracketed(value)
        || variable(value)
        || oneSign(value)
        || (value.startsWith(" ") && value.endsWith(" "))
        || yours(lower)
        || value.endsWith("...");
  }

  private static boolean bracketed(String value) {
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    return value.length() >= 2
        && ((first == '<' && last == '>')
            || (first == '{' && last == '}')
            || (first == '[' && last == ']')
            || (first == '(' && last == ')')
            || (first == '%' && last == '%')
            || (first == '@' && last == '@')
            || (first == '_' && last == '_' && value.startsWith("__")));
  }

  /** {@code $NAME}, {@code ${name}}, {@code $(command)}, {@code %(name)s}, {@code :name}. */
  private static boolean variable(String value) {
    if (value.startsWith("${")
        || value.startsWith("$(")
        || value.startsWith("{{")
        || value.startsWith("%(")
        || value.startsWith("#{")
        || value.startsWith("<%")
        || value.equals("%s")
        || value.equals("?")) {
      return true;
    }
    boolean sign = value.charAt(0) == '$' || (value.charAt(0) == ':' && value.length() > 2);
    for (int i = 1; sign && i < value.length(); i++) {
      char c = value.charAt(i);
      sign = Character.isLetter(c) || c == '_' || "->.[]'\"".indexOf(c) >= 0;
    }
    return sign && value.length() > 1;
  }

  /** {@code ****}, {@code xxxx}, {@code ....}: of one character, however written. */
  private static boolean oneSign(String value) {
    int different = 0;
    char known = Character.toLowerCase(value.charAt(0));
    for (int i = 0; i < value.length(); i++) {
      char c = Character.toLowerCase(value.charAt(i));
      different += c == known || c == '-' || c == ' ' ? 0 : 1;
    }
    boolean blank = !Character.isLetterOrDigit(known) || known == 'x';
    return different == 0 && (blank || value.length() >= 8);
  }

  private static boolean yours(String lower) {
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (!Character.isLetter(c) && c != '_' && c != '-' && c != ' ' && c != '.') {
        return false;
      }
    }
    boolean here = lower.endsWith("_here") || lower.endsWith("-here") || lower.endsWith(" here");
    boolean begins = false;
    for (String start : YOURS) {
      begins |= lower.startsWith(start);
    }
    return here
        || (begins && (SecretName.of(lower) != SecretName.NONE || lower.startsWith("your")));
  }

  /** Whether an unquoted value is an expression: a call, a path of names, a name for a secret. */
  static boolean code(View view, int start, int end, boolean spaced) {
    int i = start;
    boolean digits = false;
    boolean path = false;
    boolean compound = false;
    while (i < end && (view.identifierAt(i) || view.at(i) == '.' || view.at(i) == '$')) {
      digits |= view.digitAt(i);
      compound |= i > start && (view.at(i) < 'a' || view.at(i) > 'z');
      path |= view.at(i) == '.' && view.letterAt(i + 1) && i > start;
      i++;
    }
    char next = view.at(i);
    boolean compared = next == '!' && view.at(i + 1) == '=';
    boolean called = next == '(' || next == '[' || compared;
    if (i > start && called && (view.letterAt(start) || view.at(start) == '_')) {
      return true;
    }
    if (i > start && next == '-' && view.at(i + 1) == '>') {
      return true;
    }
    if (i < end || digits || !view.letterAt(start)) {
      return false;
    }
    SecretName name = SecretName.of(view, start, end);
    boolean named = name == SecretName.PASSWORD || (name == SecretName.TOKEN && compound);
    return path ? named || spaced : named;
  }
}
