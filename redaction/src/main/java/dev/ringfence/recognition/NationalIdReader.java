package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is written from one place of a view after another against the national numbers that
 * are known. What does not depend on the number is looked at once for all of them, and first: where
 * it stands, how it is grouped, and whether any word beside it means such a number.
 */
final class NationalIdReader {
  private static final String SEPARATORS = " -./+";

  /** Most groups of a layout that only a word beside it makes a number. */
  private static final int MOST_GROUPS = 6;

  /** How much of a word is looked at that a number is glued to. */
  private static final int LONGEST_WORD = 12;

  private final View view;
  private final Context context;
  private final Findings findings;
  private final Written written;
  private final Beside words;

  private int start;

  /** Whether nothing is glued to the left. */
  private boolean begins;

  /** Whether a name hangs on the left by a sign. */
  private boolean hangsOnName;

  /** The word for a national number that is glued to the left. */
  private @Nullable String glued;

  NationalIdReader(View view, Context context, Findings findings) {
    this.view = view;
    this.context = context;
    this.findings = findings;
    this.written = new Written(view, SEPARATORS, true, NationalIds.LONGEST);
    this.words = new Beside(view, context, NationalIds.WORDS);
  }

  /** Where the number at an index ends, or 0 where nothing that is at least likely stands. */
  int read(int from) {
    start = from;
    begins = Edges.begins(view, from);
    hangsOnName = !begins && Edges.hangsOnName(view, from);
    glued = begins || hangsOnName ? null : wordBefore();
    if (!begins && !hangsOnName && glued == null) {
      return 0;
    }
    written.read(from, NationalIds.FIRST);
    if (!NationalIds.begins(written, NationalIds.FIRST)) {
      return 0;
    }
    written.readOn(NationalIds.SHORTEST);
    if (!NationalIds.begins(written, NationalIds.SHORTEST)) {
      return 0;
    }
    if (!NationalIds.grouped(written)
        && words.bare(from, from + NationalIds.LONGEST * (1 + Written.LONGEST_GAP))) {
      return 0;
    }
    written.readOn(NationalIds.LONGEST);
    for (int length = written.count(); length >= NationalIds.SHORTEST; length--) {
      if (written.breaksAt(length)
          && grouped(length)
          && NationalIds.shaped(length, written.letters(length))
          && Edges.ends(view, written.end(length))) {
        int end = ofLength(length);
        if (end > 0) {
          return end;
        }
      }
    }
    return 0;
  }

  /**
   * Whether numbers of a length are written in so many groups, with a word beside them at least.
   */
  private boolean grouped(int length) {
    int groups = written.groups(length);
    return groups <= MOST_GROUPS
        || groups <= NationalIds.mostGroups(length)
        || (groups == length && !words.silent(start, written.end(length)));
  }

  private int ofLength(int length) {
    int end = written.end(length);
    int groups = written.groups(length);
    boolean silent = words.silent(start, end);
    boolean sayable = !silent && (groups <= MOST_GROUPS || groups == length);
    boolean layable = groups <= NationalIds.mostGroups(length);
    if (!sayable && (!begins || !layable)) {
      return 0;
    }
    int letters = written.letters(length);
    String layout = layable ? written.layout(length) : "";
    boolean laidOut = groups == 1 || NationalIds.layouts(length).contains(layout);
    if (!sayable && !laidOut) {
      return 0;
    }
    String compact = written.compact(length);
    @Nullable Certainty surest = null;
    String why = "";
    for (NationalId id : NationalIds.of(length)) {
      if (id.mask().fits(letters) && id.check().test(compact)) {
        Certainty certainty = certainty(id, end, groups, layout, sayable);
        if (certainty != null && (surest == null || certainty.compareTo(surest) < 0)) {
          surest = certainty;
          why = id.name();
        }
      }
    }
    if (surest == null) {
      return 0;
    }
    findings.add(view, start, end, SensitiveType.NATIONAL_ID, surest, why);
    return surest == Certainty.POSSIBLE ? 0 : end;
  }

  /** How sure it is that characters that fit are a number, from how and where they stand. */
  private @Nullable Certainty certainty(
      NationalId id, int end, int groups, String layout, boolean sayable) {
    if (!begins && !hangsOnName && !(glued != null && id.words().contains(glued))) {
      return null;
    }
    boolean writtenSo = groups == 1 || id.alone().contains(layout) || id.usual().contains(layout);
    if ((sayable || writtenSo) && words.says(start, end, id.words())) {
      return id.best();
    }
    if (!begins || !writtenSo) {
      return null;
    }
    if (id.alone().contains(layout) && id.distinct(view, start, end)) {
      return id.best();
    }
    boolean here = id.kind() == NationalId.Kind.CHECKED && context.regions().contains(id.region());
    return here ? Certainty.LIKELY : Certainty.POSSIBLE;
  }

  /** The word for a national number that ends where this one begins. */
  private @Nullable String wordBefore() {
    int from = start;
    while (start - from < LONGEST_WORD && view.letterAt(from - 1)) {
      from--;
    }
    return NationalIds.WORDS.find(view, from, start);
  }
}
