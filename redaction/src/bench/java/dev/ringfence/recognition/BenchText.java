package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Texts to measure on, made from a seed: technical and business documents as people write them, and
 * the same with a personal value every fifty characters.
 */
final class BenchText {
  private static final int CHUNK = 1 << 16;

  private static final String[] WORDS =
      """
      the of to and a in is for that on with as by this be are from at or it an not your we you can
      if has will have was which all any when more may use used one other new time data system file
      value table column index query server request response error message account invoice payment
      order customer delivery contract address number report meeting project release version change
      update service process thread memory buffer connection timeout policy role permission session
      token document section chapter figure result example note following between without because
      before after during under over each every both same different small large first second last
      shipping warehouse quantity price discount total balance monthly yearly quarter budget revenue
      function method class object parameter argument return loop condition variable constant type
      Bestellung Rechnung Lieferung und der die das mit für über größer Straße commande facture très
      """
          .strip()
          .split("\\s+");

  private final Random random;

  private BenchText(long seed) {
    random = new Random(seed);
  }

  /**
   * Prose, lists, log lines, code and tables; about one byte in twenty-five is a digit, and there
   * is a personal value every 5 kB.
   */
  static List<String> documents(int bytes, long seed) {
    BenchText text = new BenchText(seed);
    List<String> chunks = new ArrayList<>();
    for (int made = 0; made < bytes; made += CHUNK) {
      StringBuilder chunk = new StringBuilder(CHUNK + 512);
      while (chunk.length() < CHUNK) {
        text.paragraph(chunk);
      }
      chunk.setLength(CHUNK);
      chunks.add(chunk.toString());
    }
    return chunks;
  }

  /** A value every fifty characters, addresses and numbers in turn. */
  static List<String> dense(int bytes, long seed) {
    BenchText text = new BenchText(seed);
    List<String> chunks = new ArrayList<>();
    for (int made = 0; made < bytes; made += CHUNK) {
      StringBuilder chunk = new StringBuilder(CHUNK + 512);
      for (int n = 0; chunk.length() < CHUNK; n++) {
        int from = chunk.length();
        chunk.append(n % 2 == 0 ? text.email() : text.phone());
        while (chunk.length() - from < 44) {
          chunk.append(' ').append(text.word());
        }
        chunk.append(n % 3 == 0 ? ".\n" : ", ");
      }
      chunk.setLength(CHUNK);
      chunks.add(chunk.toString());
    }
    return chunks;
  }

  private void paragraph(StringBuilder out) {
    switch (random.nextInt(12)) {
      case 0 -> logLine(out);
      case 1 -> code(out);
      case 2 -> row(out);
      default -> prose(out);
    }
    if (random.nextInt(16) == 0) {
      out.append(random.nextBoolean() ? "Write to " + email() : "Call " + phone()).append(".\n");
    }
  }

  private void prose(StringBuilder out) {
    int sentences = 2 + random.nextInt(4);
    for (int s = 0; s < sentences; s++) {
      int length = 6 + random.nextInt(16);
      for (int w = 0; w < length; w++) {
        String word = word();
        out.append(
            w == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word);
        if (random.nextInt(18) == 0) {
          out.append(' ').append(random.nextInt(300));
        }
        out.append(w == length - 1 ? ". " : random.nextInt(14) == 0 ? ", " : " ");
      }
    }
    out.append("\n\n");
  }

  private void logLine(StringBuilder out) {
    out.append(
        "2026-%02d-%02dT%02d:%02d:%02d.%03dZ INFO  [worker-%d] dev.example.%s - %s %s took %d ms id=%08x%n"
            .formatted(
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1000),
                random.nextInt(16),
                word(),
                word(),
                word(),
                random.nextInt(5000),
                random.nextInt()));
  }

  private void code(StringBuilder out) {
    for (int i = 0; i < 4; i++) {
      out.append("  if (")
          .append(word())
          .append("[i] >= ")
          .append(random.nextInt(100))
          .append(" && !")
          .append(word())
          .append(") {\n    ")
          .append(word())
          .append(" = new ")
          .append(word())
          .append("(\"")
          .append(word())
          .append("\");\n  }\n");
    }
  }

  private void row(StringBuilder out) {
    out.append(
        "| INV-%04d | %s %s | %d.%02d EUR | %d %% |%n"
            .formatted(
                random.nextInt(10_000),
                word(),
                word(),
                random.nextInt(2000),
                random.nextInt(100),
                random.nextInt(100)));
  }

  private String email() {
    return word() + "." + random.nextInt(100) + "@" + word().replaceAll("[^a-z]", "x") + ".example";
  }

  private String phone() {
    return "+49 30 23125 %03d".formatted(random.nextInt(1000));
  }

  private String word() {
    return WORDS[Math.min(random.nextInt(WORDS.length), random.nextInt(WORDS.length))];
  }
}
