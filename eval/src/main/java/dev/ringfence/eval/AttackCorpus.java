package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every attack there is: one file for each family below {@code attacks}. */
final class AttackCorpus {
  private static final List<String> FAMILIES =
      List.of(
          "ask",
          "authority",
          "arguments",
          "indirect",
          "redaction",
          "egress",
          "requests",
          "consent",
          "mcp",
          "files");

  private final List<Attack> attacks;

  private AttackCorpus(List<Attack> attacks) {
    this.attacks = List.copyOf(attacks);
  }

  static AttackCorpus load() {
    List<Attack> attacks = new ArrayList<>();
    for (String family : FAMILIES) {
      attacks.addAll(AttackFile.read(family, AttackFile.resource("/attacks/" + family + ".yaml")));
    }
    Set<String> names = new HashSet<>();
    for (Attack attack : attacks) {
      if (!names.add(attack.name())) {
        throw new LabException("two attacks are named " + attack.name());
      }
    }
    return new AttackCorpus(attacks);
  }

  static AttackCorpus none() {
    return new AttackCorpus(List.of());
  }

  List<Attack> attacks() {
    return attacks;
  }

  /** Only the attacks of these names or families; all of them where none is given. */
  AttackCorpus only(Set<String> names) {
    return names.isEmpty()
        ? this
        : new AttackCorpus(
            attacks.stream()
                .filter(a -> names.contains(a.name()) || names.contains(a.family()))
                .toList());
  }
}
