package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the recognizers found in one text, in whichever view of it. */
public final class Findings {
  private static final Comparator<Finding> BY_POSITION =
      Comparator.comparingInt(Finding::start)
          .thenComparing(Finding::end, Comparator.reverseOrder())
          .thenComparing(Finding::type, Comparator.reverseOrder());

  private final List<Finding> found = new ArrayList<>();

  /**
   * Reports a value.
   *
   * @param from its first character in the view
   * @param to the character behind its last
   * @param why what it was known by, for people; never a part of the text
   */
  public void add(
      View view, int from, int to, SensitiveType type, Certainty certainty, String why) {
    // A view may hold places of a text in another order than the text: all between them is masked.
    int start = Math.min(view.sourceStart(from), view.sourceStart(to - 1));
    int end = Math.max(view.sourceEnd(from), view.sourceEnd(to - 1));
    found.add(new Finding(start, end, type, certainty, why));
  }

  /**
   * What is to be masked: in order, none overlapping. Where findings overlap, the whole of them is
   * one, of the type of the surest; among equally sure ones of the longest, and of the type that is
   * declared last where even their ranges are the same: a phone number's form is the widest.
   *
   * @param least the least certainty that counts
   */
  public List<Finding> arbitrated(Certainty least) {
    found.sort(BY_POSITION);
    List<Finding> result = new ArrayList<>();
    @Nullable Finding surest = null;
    for (Finding next : found) {
      if (next.certainty().compareTo(least) > 0) {
        continue;
      }
      if (surest == null || next.start() >= result.getLast().end()) {
        surest = next;
        result.add(next);
      } else {
        surest = next.surerThan(surest) ? next : surest;
        result.set(result.size() - 1, result.getLast().with(next, surest));
      }
    }
    return result;
  }
}
