package dev.ringfence.eval;

import dev.ringfence.eval.FuzzValue.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** Writes texts with disguised values in them, each of which the judge can read. */
final class FuzzWriter {
  private static final List<String> AROUND =
      List.of(
          "%s",
          "It is %s, I think.",
          "Please write this down: %s",
          "Contact: %s\nThank you!",
          "{\"contact\":\"%s\",\"ok\":true}",
          "name;contact\nAna;%s;yes",
          "Sorry, I meant %s and not the other one",
          "(%s)");
  private static final List<String> TYPED =
      List.of("[EMAIL_1]", "[PHONE_1]", "[EMAIL_2]", "[SECRET_1]", "[CARD_1]", "[IBAN_1]");

  private final SplittableRandom random;
  private final FuzzValues values;
  private final WireReader reader;
  private final FuzzTally tally;

  /** How each value was hidden, for the report. */
  record Hidden(FuzzValue value, String how, String text) {}

  FuzzWriter(SplittableRandom random, FuzzValues values, WireReader reader, FuzzTally tally) {
    this.random = random;
    this.values = values;
    this.reader = reader;
    this.tally = tally;
  }

  /** A text with one value in it. */
  String text(String channel, String owner, Collection<Hidden> hidden) {
    while (true) {
      FuzzValue value = values.issue(random, any(List.of(Kind.values())), owner);
      Disguise inner = fitting(value.kind(), Disguise.ALL_OF_THEM);
      Disguise outer =
          random.nextInt(4) == 0
              ? fitting(
                  value.kind(), Disguise.ALL_OF_THEM.stream().filter(Disguise::outer).toList())
              : Disguise.NONE;
      String written = outer.hide().apply(inner.hide().apply(value.written()));
      String text = any(AROUND).formatted(written);
      if (inner != outer && reader.in(text).contains(value)) {
        String how = value.kind() + ", " + inner + (outer == Disguise.NONE ? "" : " in " + outer);
        hidden.add(new Hidden(value, channel + ", " + how, text));
        tally.hid(channel);
        return text;
      }
      // What the judge itself cannot read would prove nothing.
      values.retire(List.of(value));
    }
  }

  /** A placeholder as a person would type it, or a document say it. */
  String typedPlaceholder() {
    return any(TYPED);
  }

  /** Placeholders that were issued, guessed, or only look like one. */
  String placeholders() {
    List<String> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int number = 1; number <= 4; number++) {
        all.add("[" + kind + "_" + number + "]");
      }
      all.add("[" + kind + "_" + random.nextInt(5, 40) + "]");
      all.add("[" + kind + "_0" + random.nextInt(1, 9) + "]");
    }
    return String.join(" ", all);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Disguise fitting(Kind kind, List<Disguise> disguises) {
    return any(disguises.stream().filter(each -> each.kinds().contains(kind)).toList());
  }
}
