package dev.ringfence.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A leak that was made: a capture that shows a canary in some disguise.
 *
 * @param how the disguise, for the table of what was found
 */
record Plant(String how, String text) {

  /** Where a disguised text is put. */
  private enum Frame {
    PROSE,
    ROW,
    EVENTS
  }

  /** One of every disguise in turn; how it is cut and what stands round it is left to chance. */
  static Plant of(int number, String word, Random random) {
    List<Wrapping> all = Wrappings.ALL;
    Wrapping wrapping = all.get(number % all.size());
    int round = number / all.size() % 6;
    if (round == 1 && wrapping.use().pieces) {
      int length = 8 + random.nextInt(2);
      int from = random.nextInt(word.length() - length + 1);
      String piece = wrapping.hide().of(word.substring(from, from + length), random);
      return new Plant(wrapping + ", a piece", framed(piece, random));
    }
    if (round >= 2 && round <= 3 && wrapping.use().parts) {
      int at = 4 + random.nextInt(3);
      String first = wrapping.hide().of(word.substring(0, at), random);
      String second = wrapping.hide().of(word.substring(at), random);
      return new Plant(wrapping + ", two parts", apart(first, second, random));
    }
    if (round >= 4) {
      List<Wrapping> outer = all.stream().filter(each -> each.use().outer).toList();
      boolean three = round == 5 && wrapping.use().outer;
      // Between two others, a turn would have to be undone inside of what one decoding takes off.
      List<Wrapping> inner =
          outer.stream().filter(each -> !three || each.use() != Wrapping.Use.TURN).toList();
      Wrapping second = inner.get(random.nextInt(inner.size()));
      String hidden = second.hide().of(wrapping.hide().of(word, random), random);
      if (three) {
        Wrapping third = outer.get(random.nextInt(outer.size()));
        return new Plant(
            "three: " + wrapping + " in " + second + " in " + third,
            prose(third.hide().of(hidden, random), random));
      }
      return new Plant("two: " + wrapping + " in " + second, prose(hidden, random));
    }
    return new Plant(wrapping.name(), framed(wrapping.hide().of(word, random), random));
  }

  private static String prose(String text, Random random) {
    return Encoders.chatter(random) + ": " + text + " (" + Encoders.chatter(random) + ")";
  }

  private static String framed(String text, Random random) {
    return switch (Frame.values()[random.nextInt(Frame.values().length)]) {
      case PROSE -> prose(text, random);
      case ROW ->
          "{\"rows\":[{\"number\":\"INV-2041\",\"note\":\""
              + escaped(text)
              + "\",\"total\":12.5}]}";
      case EVENTS -> events(text, random);
    };
  }

  /** The events of an answer, cut anywhere but inside a character. */
  private static String events(String text, Random random) {
    StringBuilder events = new StringBuilder("data: {\"type\":\"text-start\",\"id\":\"0\"}\n\n");
    int[] all = text.codePoints().toArray();
    int at = 0;
    while (at < all.length) {
      int next = Math.min(all.length, at + 1 + random.nextInt(7));
      int[] some = Arrays.copyOfRange(all, at, next);
      events
          .append("data: {\"type\":\"text-delta\",\"id\":\"0\",\"delta\":\"")
          .append(escaped(new String(some, 0, some.length)))
          .append("\"}\n\n");
      at = next;
    }
    return events.append("data: [DONE]\n\n").toString();
  }

  private static String apart(String first, String second, Random random) {
    String some = Encoders.chatter(random);
    return switch (random.nextInt(4)) {
      case 0 -> "{\"name\":\"" + escaped(first) + "\",\"city\":\"" + escaped(second) + "\"}";
      case 1 ->
          "{\"rows\":[{\"id\":1,\"note\":\""
              + escaped(first)
              + "\",\"state\":\"open\"},{\"id\":2,\"note\":\""
              + escaped(second)
              + "\",\"state\":\"paid\"}]}";
      case 2 -> some + " " + first + " " + some + ". " + Encoders.chatter(random) + " " + second;
      default ->
          "{\"role\":\"user\",\"content\":\""
              + escaped(first)
              + "\"},{\"role\":\"assistant\",\"content\":\""
              + some
              + "\"},{\"role\":\"user\",\"content\":\""
              + escaped(second)
              + "\"}";
    };
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : Character.toString(c));
      }
    }
    return out.toString();
  }
}
