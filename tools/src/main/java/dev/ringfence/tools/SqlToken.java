package dev.ringfence.tools;

/**
 * One word or sign of a statement.
 *
 * @param text its meaning: a word in small letters, a quoted identifier or string without its
 *     quotes, a parameter's number
 * @param depth how many parentheses and brackets it stands in; a parenthesis counts as outside
 * @param at where it begins in the statement
 */
record SqlToken(Kind kind, String text, int depth, int at) {
  /** What a token is. */
  enum Kind {
    /** A key word or an identifier without quotes. */
    WORD,
    /** An identifier in double quotes. */
    QUOTED,
    STRING,
    NUMBER,
    /** {@code $1}. */
    PARAMETER,
    /** A parenthesis, a comma or an operator. */
    SIGN
  }

  boolean is(String wordOrSign) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wordOrSign);
  }

  /** Whether it may name something: a table, a column, a function or a type. */
  boolean isName() {
    return kind == Kind.QUOTED || (kind == Kind.WORD && !SqlWords.RESERVED.contains(text));
  }

  /** Whether it is a word at all, reserved or quoted. */
  boolean isIdentifier() {
    return kind == Kind.QUOTED || kind == Kind.WORD;
  }
}
