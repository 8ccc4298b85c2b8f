package dev.ringfence.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which words of a passage or question mean nothing, and what a word is without its ending. */
final class Vocabulary {
  private static final Set<String> EMPTY =
      words(
          "a an the and or of to in on at by for from with about as is are was were be been do does"
              + " did has have had will would can could shall should may might must i me my mine"
              + " you your yours we us our it its this that these those there here what which who"
              + " whom whose when where why how much many any some all if so not no yes please"
              + " show give get list tell find look up open search let let's what's who's where's"
              + " how's it's that's there's i'm i've i'd many still than then am der die das und"
              + " ist ein eine mein meine ich sie le la les un une mon ma mes je el los las mi mis"
              + " de que qué was wie wann welche quelle quelles quels quel cuál cuándo cuáles");

  private Vocabulary() {}

  static boolean isEmpty(String lower) {
    return EMPTY.contains(lower);
  }

  /** A word without the endings of number and time; rough, and the same on both sides. */
  static String stem(String lower) {
    String word = lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
    for (String ending : List.of("ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")) {
      if (word.length() - ending.length() >= 3 && word.endsWith(ending)) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.split(" ")).stream().distinct().toList());
  }
}
