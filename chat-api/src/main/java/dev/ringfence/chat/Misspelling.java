package dev.ringfence.chat;

/** How many letters are wrong, missing, too many or swapped with their neighbour. */
final class Misspelling {
  private Misspelling() {}

  /**
   * The distance between a known word and a written one.
   *
   * @param open whether any ending may follow the known word
   * @param limit from where on it does not matter how far; what is farther counts as {@code limit}
   */
  static int distance(String known, String written, boolean open, int limit) {
    if (!open && Math.abs(known.length() - written.length()) >= limit
        || known.length() - written.length() >= limit) {
      return limit;
    }
    int[] before = new int[written.length() + 1];
    int[] above = new int[written.length() + 1];
    int[] row = new int[written.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= known.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= written.length(); j++) {
        boolean same = known.charAt(i - 1) == written.charAt(j - 1);
        int best = Math.min(above[j] + 1, row[j - 1] + 1);
        best = Math.min(best, above[j - 1] + (same ? 0 : 1));
        if (swapped(known, i, written, j)) {
          best = Math.min(best, before[j - 2] + 1);
        }
        row[j] = best;
        least = Math.min(least, best);
      }
      if (least >= limit) {
        return limit;
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    int distance = above[written.length()];
    for (int j = known.length() - 1; open && j > 0 && j <= written.length(); j++) {
      distance = Math.min(distance, above[j]);
    }
    return Math.min(distance, limit);
  }

  private static boolean swapped(String known, int i, String written, int j) {
    return i > 1
        && j > 1
        && known.charAt(i - 1) == written.charAt(j - 2)
        && known.charAt(i - 2) == written.charAt(j - 1);
  }
}
