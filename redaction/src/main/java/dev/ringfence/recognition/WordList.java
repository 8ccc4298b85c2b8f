package dev.ringfence.recognition;

import java.util.List;
import java.util.Set;

/** Words as the source lists them: in lower case, parted by spaces. */
final class WordList {
  private WordList() {}

  static Set<String> set(String words) {
    return Set.of(words.strip().split("\\s+"));
  }

  static List<String> list(String words) {
    return List.of(words.strip().split("\\s+"));
  }
}
