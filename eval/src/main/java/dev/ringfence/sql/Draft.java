package dev.ringfence.sql;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A statement while it is written: its chance, what it is made of, and whether it is steady. */
final class Draft {
  final Dice dice;
  final Set<String> productions = new TreeSet<>();
  private boolean steady = true;
  private int aliases;

  Draft(Dice dice) {
    this.dice = dice;
  }

  /** A name that nothing else in the statement has. */
  String alias() {
    return "a" + aliases++;
  }

  /** A way on by a production, which is noted if it is taken. */
  Dice.Way way(int weight, String production, Supplier<String> text) {
    return new Dice.Way(
        weight,
        () -> {
          productions.add(production);
          return text.get();
        });
  }

  /** From here on the statement may answer differently each time, whatever others own. */
  void unsteady() {
    steady = false;
  }

  boolean steady() {
    return steady;
  }
}
