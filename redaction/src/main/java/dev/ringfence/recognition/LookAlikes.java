package dev.ringfence.recognition;

/**
 * Marks the groups of a run that are something else than a phone number: dates, times, addresses of
 * machines, versions, decimals, cards, bank accounts, books, identifiers.
 */
final class LookAlikes {
  private final View view;
  private final DigitRun run;
  private final TechnicalDigits technical;

  LookAlikes(View view, DigitRun run) {
    this.view = view;
    this.run = run;
    this.technical = new TechnicalDigits(view, run);
  }

  void mark() {
    for (int group = 0; group < run.count(); group++) {
      if (letterHangsOn(group) || compactTime(group)) {
        run.kill(group, group + 1);
      }
      if (zip(group)) {
        run.kill(group, group + 2);
      }
      if (date(group)) {
        run.kill(group, group + 3);
      }
      if (lengths(group, 3, 2, 4)
          && run.gap(group + 1) == '-'
          && run.gap(group + 2) == '-'
          && !run.joined(group)
          && !run.joined(group + 3)) {
        run.kill(group, group + 3);
      }
      if (run.length(group) == 4 && years(group)) {
        run.kill(group, group + 2);
      }
      if (run.gap(group) != '.' && run.gap(group + 1) == '.') {
        dotted(group);
      }
    }
    card();
    bankAccount();
    book();
    list();
    hours();
    identifier();
    technical.mark();
  }

  /** Whether a group cannot begin a number, even behind a plus sign. */
  boolean never(int group) {
    return technical.never(group) || (run.length(group) == 14 && compactTime(group));
  }

  private boolean letterHangsOn(int group) {
    char before = view.at(run.start(group) - 1);
    return view.letterAt(run.start(group) - 1) || before == '_' || before == '#';
  }

  /** {@code 20240131}, with or without the time of day behind it. */
  private boolean compactTime(int group) {
    int length = run.length(group);
    if (length != 8 && length != 12 && length != 14) {
      return false;
    }
    return dated(group) && (length == 8 || (part(group, 8, 2) < 24 && part(group, 10, 2) < 60));
  }

  /** Whether a group begins with a year, a month and a day. */
  boolean dated(int group) {
    return run.length(group) >= 8
        && year(part(group, 0, 4))
        && month(part(group, 4, 2))
        && day(part(group, 6, 2));
  }

  /** {@code IL 62704-1234}: behind the two capitals of a state. */
  private boolean zip(int group) {
    int state = Runs.backOver(view, run.start(group), " \n", 8);
    return lengths(group, 5, 4)
        && run.gap(group + 1) == '-'
        && state < run.start(group)
        && capital(view.at(state - 1))
        && capital(view.at(state - 2))
        && !view.wordAt(state - 3);
  }

  private static boolean capital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private int part(int group, int from, int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = value * 10 + view.at(run.start(group) + from + i) - '0';
    }
    return value;
  }

  private boolean date(int group) {
    if (group + 2 >= run.count()) {
      return false;
    }
    char sign = run.gap(group + 1);
    if (sign != run.gap(group + 2) || "-./ ".indexOf(sign) < 0 || sign == View.NONE) {
      return false;
    }
    boolean alone = sign == ' ' || (run.gap(group) != sign && run.gap(group + 3) != sign);
    int first = run.number(group);
    int second = run.number(group + 1);
    int third = run.number(group + 2);
    boolean small = run.length(group + 1) <= 2 && run.length(group + 2) <= 2;
    if (run.length(group) == 4 && small) {
      return alone && year(first) && month(second) && day(third);
    }
    if (run.length(group) > 2 || run.length(group + 1) > 2) {
      return false;
    }
    boolean dayAndMonth = (day(first) && month(second)) || (month(first) && day(second));
    return alone
        && dayAndMonth
        && ((run.length(group + 2) == 4 && year(third))
            || (run.length(group + 2) == 2 && sign != ' '));
  }

  private boolean years(int group) {
    return group + 1 < run.count()
        && run.length(group + 1) == 4
        && !run.joined(group)
        && !run.joined(group + 2)
        && year(run.number(group))
        && year(run.number(group + 1));
  }

  /** A chain of groups joined by dots: an IP address, a version, a decimal. */
  private void dotted(int from) {
    int to = from + 1;
    boolean small = run.number(from) <= 255;
    boolean single = run.length(from) == 1 && run.number(from) != 1;
    while (run.gap(to) == '.') {
      small &= run.number(to) <= 255 && run.length(to) <= 3;
      single |= run.length(to) == 1;
      to++;
    }
    int groups = to - from;
    boolean address = groups == 4 && small && run.first(from) != '0';
    boolean version = groups >= 3 && single;
    boolean decimal =
        groups == 2
            && run.length(from) <= 5
            && (run.first(from) != '0' || run.length(from) == 1)
            && !run.joined(from)
            && !run.joined(to)
            && !(from > 0 && lengths(from - 1, 3, 3, 4));
    if (address || version || decimal) {
      run.kill(from, to);
    }
  }

  private void card() {
    for (int group = 0; group < run.count(); group++) {
      int length = run.length(group);
      if (length >= 13 && length <= 19 && luhn(group, group + 1)) {
        run.kill(group, group + 1);
      } else if (lengths(group, 4, 4, 4, 4) || lengths(group, 4, 6, 5) || lengths(group, 4, 6, 4)) {
        int to = group + (run.length(group + 1) == 6 ? 3 : 4);
        if (luhn(group, to) && !run.joined(group) && !run.joined(to)) {
          run.kill(group, to);
        }
      }
    }
  }

  private boolean lengths(int group, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (group + i >= run.count() || run.length(group + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean chained(int from, int to) {
    for (int group = from + 1; group < to; group++) {
      if (!run.joined(group)) {
        return false;
      }
    }
    return !run.joined(to);
  }

  private boolean luhn(int from, int to) {
    int sum = 0;
    boolean twice = false;
    for (int group = to - 1; group >= from; group--) {
      for (int i = run.end(group) - 1; i >= run.start(group); i--) {
        int digit = (view.at(i) - '0') * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  /** The digits behind a country and its check digits: {@code DE89 3704 0044 0532 0130 00}. */
  private void bankAccount() {
    int start = run.start(0);
    boolean country =
        view.letterAt(start - 1) && view.letterAt(start - 2) && !view.wordAt(start - 3);
    if (country && run.length(0) == 2) {
      int to = 1;
      while (to < run.count() && run.length(to) == 4) {
        to++;
      }
      if (to >= 3) {
        run.kill(0, to + 1);
      }
    }
  }

  /** ISBN with its hyphens, and any EAN that names a book. */
  private void book() {
    StringBuilder digits = new StringBuilder();
    for (int group = 0; group < run.count() && digits.length() <= 13; group++) {
      if (run.parenthesised(group)) {
        return;
      }
      run.appendDigits(group, digits);
      boolean thirteen =
          digits.length() == 13
              && (digits.indexOf("978") == 0 || digits.indexOf("979") == 0)
              && !run.joined(group + 1);
      boolean ten = digits.length() == 10 && group == 3 && chained(0, 4) && isbn(digits);
      if ((thirteen && (group == 0 || group == 4)) || ten) {
        run.kill(0, group + 1);
        return;
      }
    }
  }

  private static boolean isbn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += (10 - i) * (digits.charAt(i) - '0');
    }
    return sum % 11 == 0;
  }

  /** Many small numbers in a row, which no plan groups so. */
  private void list() {
    int small = 0;
    for (int group = 0; group < run.count(); group++) {
      small += run.length(group) <= 2 ? 1 : 0;
    }
    boolean spelled = run.count() <= 15 && small == run.count() && run.length(run.count() - 1) == 1;
    if (run.count() >= 8 && small == run.count() && !spelled) {
      run.kill(0, run.count());
    }
  }

  /** Opening hours: {@code 08.30-12.00}. */
  private void hours() {
    if (run.count() < 4 || run.count() % 2 != 0) {
      return;
    }
    for (int group = 0; group < run.count(); group += 2) {
      boolean time =
          run.length(group) <= 2
              && run.number(group) <= 24
              && run.gap(group + 1) == '.'
              && run.length(group + 1) == 2
              && run.number(group + 1) < 60;
      if (!time || run.gap(group) == '.') {
        return;
      }
    }
    run.kill(0, run.count());
  }

  /** A uuid, read in both directions from the first group. */
  private void identifier() {
    int start = run.start(0);
    int from = start;
    while (start - from < 37 && hexOrDash(view.at(from - 1))) {
      from--;
    }
    int to = start;
    while (to - from < 37 && hexOrDash(view.at(to))) {
      to++;
    }
    if (to - from != 36 || view.wordAt(to)) {
      return;
    }
    for (int dash : new int[] {8, 13, 18, 23}) {
      if (view.at(from + dash) != '-') {
        return;
      }
    }
    for (int group = 0; group < run.count() && run.start(group) < to; group++) {
      run.kill(group, group + 1);
    }
  }

  private static boolean hexOrDash(char c) {
    char lower = View.lower(c);
    return c == '-' || (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'f');
  }

  private static boolean year(int value) {
    return value >= 1900 && value < 2100;
  }

  private static boolean month(int value) {
    return value >= 1 && value <= 12;
  }

  private static boolean day(int value) {
    return value >= 1 && value <= 31;
  }
}
