package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/**
 * The grammar of an address that is written in words: labels with connectors between them, one of
 * which is the sign. Prose has such words too, so a bare {@code at} needs a dot in words and a last
 * label that is one.
 */
final class SpokenAddress {
  /** Words that stand before a noun or in place of one, and so never name a host. */
  private static final Set<String> NEVER_HOSTS =
      Set.of(
          ("the a an this that these those each every any some no its my your his her our their one"
                  + " which what whose such it them us him all both least most first last once time"
                  + " der die das dem den ein eine einem einer jedem jeder le la les un une ce cette"
                  + " chaque el los las una este esta cada o os as um uma isso")
              .split(" "));

  /** Labels of countries that are words of prose as well. */
  private static final Set<String> ALSO_WORDS =
      Set.of("in is to it me no so us my am as be by do at la de es se ma ne pa tu va".split(" "));

  /** Those of them that follow no word for a dot in its own language. */
  private static final Set<String> NEVER_BEHIND_DOT = Set.of("de", "es", "se", "ne", "pa", "tu");

  /** Words for a dot that say nothing else before them. */
  private static final Set<String> ONLY_DOTS = Set.of("dot", "punkt");

  /** Words for the sign that are none of prose. */
  private static final Set<String> NAMES_OF_THE_SIGN =
      Set.of("arobase", "arrobase", "arobas", "arroba", "klammeraffe");

  private static final int MOST = 64;

  private final View view;
  private final Windows windows;
  private final Connector connector;
  private final int[] labels = new int[MOST + 1];
  private final int[] labelEnds = new int[MOST + 1];
  private final char[] signs = new char[MOST + 1];
  private final boolean[] strong = new boolean[MOST + 1];
  private final boolean[] worded = new boolean[MOST + 1];
  private int count;

  SpokenAddress(View view, Windows windows) {
    this.view = view;
    this.windows = windows;
    this.connector = new Connector(view);
  }

  /** Reads from an index on until past another, and answers where it ended. */
  int read(int from, int past) {
    int i = from;
    if (view.wordAt(i) && view.wordAt(i - 1)) {
      while (i < past && view.wordAt(i)) {
        i++;
      }
    }
    while (i <= past) {
      while (i < view.length() && !view.wordAt(i)) {
        i++;
      }
      i = chain(i);
    }
    return i;
  }

  /** Reads the chain of labels that begins at an index, and answers where it ends. */
  private int chain(int start) {
    count = 0;
    int sign = -1;
    int i = start;
    while (true) {
      labels[count] = i;
      labelEnds[count] = labelEnd(i);
      i = labelEnds[count];
      if (count == MOST || i >= view.length() || !connector.read(i)) {
        break;
      }
      if (connector.sign() == '@' && sign >= 0) {
        int again = labels[count];
        write(sign);
        return again > start ? Math.max(again, windowsEnd(sign)) : i;
      }
      if (connector.sign() == '@') {
        sign = count;
      }
      signs[count] = connector.sign();
      strong[count] = connector.strong();
      worded[count] = connector.word();
      i = connector.end();
      count++;
    }
    write(sign);
    return Math.max(i, start + 1);
  }

  private int windowsEnd(int sign) {
    return labels[Math.min(count, sign + 1)];
  }

  private int labelEnd(int from) {
    int i = from;
    while (view.wordAt(i) || (inside(view.at(i)) && view.wordAt(i + 1) && !connected(i))) {
      i++;
      if (Character.isUpperCase(view.at(i))
          && Character.isLowerCase(view.at(i - 1))
          && connected(i)) {
        return i;
      }
    }
    return i;
  }

  private boolean connected(int index) {
    char c = view.at(index);
    return c != '.' && connector.read(index) && connector.word();
  }

  private static boolean inside(char c) {
    return c != View.NONE && "._+-%'".indexOf(c) >= 0;
  }

  /** Rewrites the longest beginning of the chain that is an address. */
  private void write(int sign) {
    if (sign < 0) {
      return;
    }
    int last = sign + 1;
    while (last < count && (signs[last] == '.' || signs[last] == '-')) {
      last++;
    }
    for (int end = last; end > sign; end--) {
      if (address(sign, end)) {
        int first = first(sign);
        for (int k = first; k < end; k++) {
          windows.replace(labelEnds[k], labels[k + 1], signs[k]);
        }
        return;
      }
    }
  }

  /** The first label of the local part: words of prose before a word for a dot are none. */
  private int first(int sign) {
    int first = 0;
    while (first < sign && !strong[first] && NEVER_HOSTS.contains(text(first))) {
      first++;
    }
    return first;
  }

  private boolean address(int sign, int end) {
    boolean words = false;
    boolean spokenDot = false;
    boolean strongDots = true;
    boolean dots = false;
    for (int k = 0; k < end; k++) {
      words |= worded[k];
      if (k > sign && signs[k] == '.') {
        spokenDot |= worded[k];
        dots = true;
        strongDots &= strong[k];
      }
    }
    String last = text(end);
    int realDot = last.lastIndexOf('.');
    String domain = text(sign + 1);
    dots |= realDot > 0 || domain.indexOf('.') > 0;
    String topLevel = last.substring(realDot + 1);
    if (!(words || spaced(sign, end)) || !dots || topLevel.length() < 2) {
      return false;
    }
    if (strong[sign] && spokenDot && strongDots && letters(topLevel)) {
      return true;
    }
    if (!TopLevel.known(topLevel)
        || (NEVER_HOSTS.contains(domain) && (sign + 1 == end || signs[sign + 1] == '.'))) {
      return false;
    }
    if (ALSO_WORDS.contains(topLevel)
        && view.at(labelEnds[end]) != '\n'
        && view.wordAt(labelEnds[end] + 1)
        && !strongDots
        && !NAMES_OF_THE_SIGN.contains(between(sign + 1))
        && !(NEVER_BEHIND_DOT.contains(topLevel) && ONLY_DOTS.contains(between(end)))) {
      return false;
    }
    return spokenDot || strong[sign] || labelled(view, labelEnds[sign] + 1);
  }

  /** What stands before a label, behind the one before it. */
  private String between(int label) {
    return view.text(labelEnds[label - 1], labels[label]).strip().toLowerCase(Locale.ROOT);
  }

  private boolean spaced(int sign, int end) {
    return labels[sign + 1] - labelEnds[sign] > 1 && signs[end - 1] == '.';
  }

  private String text(int label) {
    return view.text(labels[label], labelEnds[label]).toLowerCase(Locale.ROOT);
  }

  private static boolean letters(String label) {
    return label.chars().allMatch(Character::isLetter);
  }

  /** Whether the word before the one before an index announces an address: {@code mail: ana at}. */
  static boolean labelled(View view, int at) {
    int i = at - 1;
    while (i >= 0 && Windows.blank(view.at(i))) {
      i--;
    }
    int floor = Math.max(0, i - 64);
    while (i > floor && !Windows.blank(view.at(i)) && view.at(i) != ':') {
      i--;
    }
    while (i > floor && (view.at(i) == ' ' || view.at(i) == ':' || view.at(i) == '=')) {
      i--;
    }
    return i >= 3 && (view.wordStandsAt(i - 3, "mail") || view.wordStandsAt(i - 3, "riel"));
  }
}
