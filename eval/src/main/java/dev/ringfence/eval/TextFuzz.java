package dev.ringfence.eval;

import dev.ringfence.eval.FuzzWriter.Hidden;
import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Hides values in texts and reads what the redactor makes of each, without a service: twenty times
 * as many in the same time as a {@link FuzzRun}, of one channel.
 */
final class TextFuzz {
  private static final int PART = 1_000;

  private final Redactor redactor = Redactor.standard();
  private final long seed;

  TextFuzz(long seed) {
    this.seed = seed;
  }

  /** Runs for so many texts, rounded up to thousands, on all processors. */
  FuzzTally run(int texts) {
    FuzzTally tally = new FuzzTally();
    IntStream.rangeClosed(1, Math.ceilDiv(texts, PART))
        .parallel()
        .forEach(part -> read(new SplittableRandom(seed * PART * PART + part), tally));
    return tally;
  }

  private void read(SplittableRandom random, FuzzTally tally) {
    FuzzValues values = new FuzzValues();
    WireReader reader = new WireReader(values);
    FuzzWriter writer = new FuzzWriter(random, values, reader, tally);
    for (int i = 0; i < PART; i++) {
      List<Hidden> hidden = new ArrayList<>();
      String text = writer.text("text", "", hidden);
      if (random.nextInt(3) == 0) {
        text += "\n" + writer.text("text", "", hidden);
      }
      judge(text, hidden, reader, tally);
      values.retire(hidden.stream().map(Hidden::value).toList());
    }
  }

  private void judge(String text, List<Hidden> hidden, WireReader reader, FuzzTally tally) {
    try {
      String masked = redactor.redact(text, new InMemoryVault()).value();
      tally.received(1);
      tally.chat(true, false);
      var left = reader.in(masked);
      hidden.stream()
          .filter(each -> left.contains(each.value()))
          .forEach(each -> tally.leak(each.how(), text));
    } catch (RedactionException e) {
      tally.chat(false, false);
    }
  }
}
