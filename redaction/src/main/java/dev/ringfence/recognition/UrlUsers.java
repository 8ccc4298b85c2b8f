package dev.ringfence.recognition;

/**
 * Knows of each sign of an address whether it ends the user and the password of a URL. The signs
 * are asked for from left to right, and what stands before one is not read again for the next.
 */
final class UrlUsers {
  private static final int NOWHERE = -1;

  private final View view;

  /** The sign that was asked for last, and where the authority begins that it stands in. */
  private int last = NOWHERE;

  private int authority = NOWHERE;

  /** Whether a colon stands between them. */
  private boolean colon;

  /** The sign that ends the user and the password of that authority. */
  private int end = NOWHERE;

  UrlUsers(View view) {
    this.view = view;
  }

  /** Whether the sign at an index ends the user and the password of a URL. */
  boolean endAt(int at) {
    int before = authority;
    boolean known = colon;
    authority = NOWHERE;
    colon = false;
    for (int i = at - 1; i >= 0 && at - i < UrlPasswords.LONGEST; i--) {
      char c = view.at(i);
      if (c <= ' ' || c == '"' || c == '`') {
        break;
      }
      if (c == '/' && view.at(i - 1) == '/' && view.at(i - 2) == ':') {
        authority = i + 1;
        break;
      }
      if (i == last) {
        authority = before;
        colon |= known;
        break;
      }
      colon |= c == ':';
    }
    last = at;
    if (authority == NOWHERE || at - authority >= UrlPasswords.LONGEST - 1) {
      return false;
    }
    if (authority != before) {
      end = view.wordAt(authority - 4) ? UrlPasswords.at(view, authority) : NOWHERE;
    }
    return colon && end == at;
  }
}
