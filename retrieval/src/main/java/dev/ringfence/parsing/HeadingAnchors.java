package dev.ringfence.parsing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fragments that lead to the headings of one Markdown document once it is a page: the one that
 * the heading states ({@code ## Prices {#prices}}), or else as GitHub makes them of the heading's
 * words, and most generators of sites with it: lower case, no punctuation, hyphens for spaces, and
 * a number where a heading recurs (https://github.com/Flet/github-slugger).
 */
public final class HeadingAnchors {
  private static final Pattern STATED = Pattern.compile("(.*\\S)\\s*\\{#([\\w.:-]{1,100})}");
  private static final Pattern DROPPED = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc} -]");

  private final Map<String, Integer> repeated = new HashMap<>();

  /**
   * A heading with its fragment.
   *
   * @param text its words, without the fragment that it states
   */
  public record Anchored(String text, String fragment) {}

  /** The next heading of the document. */
  public Anchored next(String heading) {
    Matcher stated = STATED.matcher(heading);
    if (stated.matches()) {
      return new Anchored(stated.group(1), stated.group(2));
    }
    String words = DROPPED.matcher(heading.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    return new Anchored(heading, unique(words.replace(' ', '-')));
  }

  private String unique(String fragment) {
    String own = fragment;
    int number = repeated.getOrDefault(fragment, 0);
    while (repeated.containsKey(own)) {
      own = fragment + "-" + ++number;
    }
    repeated.put(fragment, number);
    repeated.put(own, 0);
    return own;
  }
}
