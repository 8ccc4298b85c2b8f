package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A statement's words, as far as witnesses are put into them: tokens, FROM clauses, select list.
 */
final class Sql {
  private static final SqlToken END = new SqlToken(Kind.SIGN, "", 0, 0);
  private static final Set<String> AFTER_SELECT_LIST =
      Set.of(
          "from",
          "where",
          "group",
          "having",
          "window",
          "union",
          "intersect",
          "except",
          "order",
          "limit",
          "offset",
          "for",
          ";",
          "");

  private final List<SqlToken> tokens;
  private final FromClauses from;
  private final List<SelectItem> items;

  Sql(List<SqlToken> tokens) {
    this.tokens = tokens;
    this.from = new FromClauses(this);
    this.items = readItems();
  }

  /**
   * One entry of the outermost select list: its tokens from {@code start} to before {@code end}.
   */
  record SelectItem(int start, int end, String output) {
    boolean contains(int index) {
      return index >= start && index < end;
    }
  }

  int size() {
    return tokens.size();
  }

  /** The token at an index; an empty sign outside of the statement. */
  SqlToken token(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
  }

  IntStream indexes() {
    return IntStream.range(0, tokens.size());
  }

  FromClauses from() {
    return from;
  }

  List<SelectItem> items() {
    return items;
  }

  /** The index behind the parenthesis that closes the one at {@code open}. */
  int behind(int open) {
    var depth = token(open).depth();
    var index = open + 1;
    while (index < size() && token(index).depth() > depth) {
      index++;
    }
    return index + 1;
  }

  private List<SelectItem> readItems() {
    var read = new ArrayList<SelectItem>();
    var index = 0;
    while (index < size() && !(token(index).is("select") && token(index).depth() == 0)) {
      index++;
    }
    index++;
    if (token(index).is("all") || token(index).is("distinct")) {
      index++;
    }
    var start = index;
    for (; index <= size(); index++) {
      var token = token(index);
      if (token.depth() > 0) {
        continue;
      }
      var ends = index >= size() || endsSelectList(index);
      if (ends || token.is(",")) {
        if (index > start) {
          read.add(new SelectItem(start, index, output(start, index)));
        }
        start = index + 1;
      }
      if (ends) {
        break;
      }
    }
    return List.copyOf(read);
  }

  private boolean endsSelectList(int index) {
    var token = token(index);
    return (token.kind() == Kind.WORD || token.kind() == Kind.SIGN)
        && AFTER_SELECT_LIST.contains(token.text())
        && !isDistinctFrom(index);
  }

  /** Whether a FROM is that of {@code IS [NOT] DISTINCT FROM}. */
  boolean isDistinctFrom(int index) {
    return token(index).is("from")
        && token(index - 1).is("distinct")
        && (token(index - 2).is("is") || (token(index - 2).is("not") && token(index - 3).is("is")));
  }

  /** The name of an output column: behind AS, or the last name. */
  private String output(int start, int end) {
    var last = token(end - 1);
    return end > start && (last.kind() == Kind.QUOTED || last.kind() == Kind.WORD)
        ? last.text()
        : "";
  }
}
