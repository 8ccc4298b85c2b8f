package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a statement into tokens as PostgreSQL's scanner does: nested comments, dollar quotes,
 * escape strings and quoted identifiers. What it does not know for certain it refuses.
 */
final class SqlTokens {
  private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";
  private static final int MAX_LENGTH = 20_000;

  private final String sql;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;
  private int depth;
  private int start;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  /** The tokens of a statement, without its comments. */
  static List<SqlToken> of(String sql) throws NotUnderstood {
    if (sql.length() > MAX_LENGTH) {
      throw new NotUnderstood("the statement is longer than " + MAX_LENGTH + " characters");
    }
    var scanner = new SqlTokens(sql);
    scanner.scan();
    return List.copyOf(scanner.tokens);
  }

  /** Why a statement cannot be split into tokens. */
  static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message, null, false, false);
    }
  }

  private void scan() throws NotUnderstood {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      start = at;
      if (" \t\n\r\f\u000b".indexOf(c) >= 0) {
        at++;
      } else if (sql.startsWith("--", at)) {
        skipLine();
      } else if (sql.startsWith("/*", at)) {
        skipComment();
      } else if (c == '\'') {
        string(false);
      } else if (c == '"') {
        quoted();
      } else if (c == '$') {
        dollar();
      } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
        number();
      } else if (isWordStart(c)) {
        word();
      } else {
        sign(c);
      }
    }
    if (depth != 0) {
      throw new NotUnderstood("a parenthesis is not closed");
    }
  }

  private void skipLine() {
    while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
      at++;
    }
  }

  private void skipComment() throws NotUnderstood {
    var open = 0;
    do {
      if (sql.startsWith("/*", at)) {
        open++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        open--;
        at += 2;
      } else if (++at >= sql.length()) {
        throw new NotUnderstood("a comment is not closed");
      }
    } while (open > 0);
  }

  private void string(boolean escapes) throws NotUnderstood {
    var value = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == '\\' && escapes) {
        value.append(c).append(peek(1));
        at++;
      } else if (c != '\'') {
        value.append(c);
      } else if (peek(1) == '\'') {
        value.append(c);
        at++;
      } else {
        at++;
        add(Kind.STRING, value.toString());
        return;
      }
    }
    throw new NotUnderstood("a string is not closed");
  }

  private void quoted() throws NotUnderstood {
    var value = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c != '"') {
        value.append(c);
      } else if (peek(1) == '"') {
        value.append(c);
        at++;
      } else {
        at++;
        add(Kind.QUOTED, value.toString());
        return;
      }
    }
    throw new NotUnderstood("a quoted identifier is not closed");
  }

  private void dollar() throws NotUnderstood {
    var end = at + 1;
    if (isDigit(peek(1))) {
      while (end < sql.length() && isDigit(sql.charAt(end))) {
        end++;
      }
      if (end - at > 4 || (end < sql.length() && isWordStart(sql.charAt(end)))) {
        throw new NotUnderstood("a parameter is written $1 to $20");
      }
      var number = sql.substring(at + 1, end);
      at = end;
      add(Kind.PARAMETER, number);
      return;
    }
    while (end < sql.length() && sql.charAt(end) != '$' && isWordPart(sql.charAt(end))) {
      end++;
    }
    if (end >= sql.length() || sql.charAt(end) != '$') {
      throw new NotUnderstood("a '$' stands alone");
    }
    var tag = sql.substring(at, end + 1);
    var close = sql.indexOf(tag, end + 1);
    if (close < 0) {
      throw new NotUnderstood("a dollar-quoted string is not closed");
    }
    var value = sql.substring(end + 1, close);
    at = close + tag.length();
    add(Kind.STRING, value);
  }

  private void number() throws NotUnderstood {
    var start = at;
    while (at < sql.length()
        && (isDigit(sql.charAt(at)) || (sql.charAt(at) == '.' && isDigit(peek(1))))) {
      at++;
    }
    if (at < sql.length() && (isWordPart(sql.charAt(at)) || sql.charAt(at) == '.')) {
      throw new NotUnderstood("a number is written in digits with at most one point");
    }
    add(Kind.NUMBER, sql.substring(start, at));
  }

  private void word() throws NotUnderstood {
    var start = at;
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    var word = folded(sql.substring(start, at));
    if (word.equals("e") && peek(0) == '\'') {
      string(true);
    } else if (word.equals("u") && peek(0) == '&' && (peek(1) == '"' || peek(1) == '\'')) {
      throw new NotUnderstood("names and strings with Unicode escapes are not accepted");
    } else if (peek(0) == '\'' && List.of("b", "x", "n").contains(word)) {
      throw new NotUnderstood("strings with a prefix are not accepted");
    } else {
      add(Kind.WORD, word);
    }
  }

  private void sign(char c) throws NotUnderstood {
    if (c == '(' || c == '[') {
      add(Kind.SIGN, String.valueOf(c));
      depth++;
      at++;
    } else if (c == ')' || c == ']') {
      depth--;
      at++;
      if (depth < 0) {
        throw new NotUnderstood("a parenthesis closes that was never opened");
      }
      add(Kind.SIGN, String.valueOf(c));
    } else if (c == ':' && peek(1) == ':') {
      at += 2;
      add(Kind.SIGN, "::");
    } else if (",;.:".indexOf(c) >= 0) {
      at++;
      add(Kind.SIGN, String.valueOf(c));
    } else if (OPERATOR.indexOf(c) >= 0) {
      var start = at;
      while (at < sql.length()
          && OPERATOR.indexOf(sql.charAt(at)) >= 0
          && !sql.startsWith("--", at)
          && !sql.startsWith("/*", at)) {
        at++;
      }
      add(Kind.SIGN, sql.substring(start, at));
    } else {
      throw new NotUnderstood("a character has no meaning in SQL");
    }
  }

  private void add(Kind kind, String text) {
    tokens.add(new SqlToken(kind, text, depth, start));
  }

  /** In small letters as PostgreSQL folds them: those of ASCII alone. */
  private static String folded(String word) {
    var folded = new StringBuilder(word);
    for (var index = 0; index < word.length(); index++) {
      char c = word.charAt(index);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(index, (char) (c + 'a' - 'A'));
      }
    }
    return folded.toString();
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }
}
