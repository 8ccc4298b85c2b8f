package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How much of what there could be is run. */
enum Profile {
  /** Every attack as every person: for each change. */
  CI(0, 0, 2),
  /** Variants and drawn calls as well. */
  FULL(6_000, 40, 1),
  /** The flows of an acceptance, with two accounts and an admin, each again and again. */
  ACCEPTANCE(0, 0, 2);

  /** How often an acceptance repeats each flow. */
  static final int REPETITIONS = 20;

  /** Variants, drawn by the seed. */
  final int variants;

  /** Cases of fuzzed calls for each person. */
  final int fuzzed;

  /** Of the benign tasks one in so many is asked. */
  final int parts;

  Profile(int variants, int fuzzed, int parts) {
    this.variants = variants;
    this.fuzzed = fuzzed;
    this.parts = parts;
  }

  /** What honest people are heard to want: all of it. */
  List<Task> tasks(List<Task> all, long seed) {
    return parts == 1 ? all : TaskCorpus.part(all, parts, seed);
  }

  /** What reports call it. */
  String word() {
    return "profile " + name().toLowerCase(Locale.ROOT);
  }

  /** Whether these are the words of a whole run. */
  static boolean isWhole(String chosen) {
    return Arrays.stream(values()).map(Profile::word).anyMatch(chosen::equals);
  }

  /** The cases of a corpus: first the attacks as they are, then others by chance. */
  List<Variant> of(AttackCorpus corpus, Collection<Persona> personas, long seed) {
    List<Variant> cases = new ArrayList<>(plain(corpus, personas));
    List<Variant> others = variantsOf(corpus, personas, seed);
    cases.addAll(others.subList(0, Math.min(variants, others.size())));
    for (Persona persona : personas) {
      for (int i = 1; i <= fuzzed; i++) {
        long number = (seed * 100 + i) * personas.size() + persona.ordinal();
        cases.add(Variant.plain(FuzzedArguments.attack(number), persona));
      }
    }
    return cases;
  }

  /** All variants that there are, in an order that follows from the seed. */
  static List<Variant> variantsOf(AttackCorpus corpus, Collection<Persona> personas, long seed) {
    List<Strategy> strategies = Strategies.all();
    List<Variant> others = new ArrayList<>();
    for (Variant plain : plain(corpus, personas)) {
      for (Strategy strategy : strategies) {
        if (Variant.differs(plain.attack(), strategy)) {
          others.add(new Variant(plain.attack(), plain.persona(), strategy));
        }
      }
    }
    Collections.shuffle(others, new Random(seed));
    return others;
  }

  /** Every flow as every person that it is for, and all of that again, so many times. */
  static List<Variant> repeated(
      AttackCorpus corpus, Collection<Persona> personas, int repetitions) {
    return Collections.nCopies(repetitions, plain(corpus, personas)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Every attack as every person that it is for. */
  static List<Variant> plain(AttackCorpus corpus, Collection<Persona> personas) {
    List<Variant> cases = new ArrayList<>();
    for (Persona persona : personas) {
      corpus.attacks().stream()
          .filter(attack -> attack.scene().personas().contains(persona))
          .forEach(attack -> cases.add(Variant.plain(attack, persona)));
    }
    return cases;
  }
}
