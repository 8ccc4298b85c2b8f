package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class AttackCorpusTest {
  @Test
  void everyPersonIsAttackedInAtLeastFortyWays() {
    assertThat(AttackCorpus.load().attacks()).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void everyAttackDoesSomething() {
    assertThat(AttackCorpus.load().attacks())
        .allSatisfy(
            attack -> {
              assertThat(attack.says().isEmpty()).isNotEqualTo(attack.requests().isEmpty());
              assertThat(attack.calls().isEmpty()).isEqualTo(attack.says().isEmpty());
              assertThat(attack.requests()).allSatisfy(r -> assertThat(r.expect()).isNotEmpty());
            });
  }

  @Test
  void familiesAndAttacksAreChosenByName() {
    assertThat(AttackCorpus.load().only(Set.of("id-walk")).attacks()).hasSize(1);
    assertThat(AttackCorpus.load().only(Set.of("egress")).attacks()).hasSizeGreaterThan(5);
  }
}
