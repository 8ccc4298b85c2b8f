package dev.ringfence.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What no answer may have, whatever it is made of: a page would act upon it, or nobody sees it. */
final class Markup {
  private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("a tag of HTML", Pattern.compile("<(?:/?[a-zA-Z][^<>:@]*[ />]|!--|\\?|!DOCTYPE)"));
    KINDS.put("an image", Pattern.compile("!\\[[^\\]]*](?:\\(|\\[|:)"));
    KINDS.put(
        "characters that nobody sees",
        Pattern.compile(
            "[\\x{E0000}-\\x{E0FFF}\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ufe00-\\ufe0f]"));
  }

  private Markup() {}

  /** What of it a text has, in words. */
  static List<String> in(String text) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .toList();
  }
}
