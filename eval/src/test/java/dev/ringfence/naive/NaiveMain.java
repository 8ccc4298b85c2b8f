package dev.ringfence.naive;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The naive assistant by itself, so that other tools can be pointed at it: prints lines for a
 * shell, and serves until its input ends. With {@code none} it has no holes; with names of holes it
 * has those.
 */
final class NaiveMain {
  private static final long SECONDS = 24 * 3_600;

  private NaiveMain() {}

  public static void main(String[] arguments) throws Exception {
    try (NaiveAssistant assistant = NaiveAssistant.start(holes(arguments))) {
      System.out.println("export NAIVE_URL=" + assistant.url());
      System.out.println("export NAIVE_TOKEN_A=" + NaiveAssistant.token("ana", SECONDS));
      System.out.println("export NAIVE_TOKEN_B=" + NaiveAssistant.token("gwen", SECONDS));
      System.out.println("export NAIVE_EXPIRED=" + NaiveAssistant.token("ana", -SECONDS));
      System.out.flush();
      while (System.in.read() >= 0) {
        // Whoever started it closes the input to end it.
      }
    }
  }

  private static Set<Hole> holes(String[] names) {
    Set<Hole> holes = EnumSet.noneOf(Hole.class);
    if (names.length == 0) {
      return EnumSet.allOf(Hole.class);
    }
    Arrays.stream(names)
        .filter(name -> !name.equals("none"))
        .map(Hole::valueOf)
        .forEach(holes::add);
    return holes;
  }
}
