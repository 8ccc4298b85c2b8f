package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
              assertThat(attack.calls().isEmpty() && attack.requests().isEmpty()).isFalse();
              boolean isCalled = !attack.says().isEmpty() || attack.scene().overMcp();
              assertThat(attack.calls().isEmpty()).isNotEqualTo(isCalled);
              assertThat(attack.scene().personas()).isNotEmpty();
              assertThat(attack.requests())
                  .allSatisfy(
                      request -> {
                        assertThat(request.path()).isNotEmpty();
                        assertThat(request.expected().status()).isNotEmpty();
                      });
            });
  }

  @Test
  void attacksAndFlowsOfAnAcceptanceShareNoName() {
    assertThat(AttackCorpus.everything().attacks())
        .hasSize(AttackCorpus.load().attacks().size() + AttackCorpus.acceptance().attacks().size());
  }

  @Test
  void familiesAndAttacksAreChosenByName() {
    assertThat(AttackCorpus.load().only(Set.of("id-walk")).attacks()).hasSize(1);
    assertThat(AttackCorpus.load().only(Set.of("egress")).attacks()).hasSizeGreaterThan(5);
  }

  @Test
  void nameThatNothingHasIsRefusedBesideOneThatSomethingHas() {
    AttackCorpus corpus = AttackCorpus.load();
    assertThatThrownBy(() -> corpus.only(Set.of("id-walk", "id-wlak", "egres")))
        .isInstanceOf(LabException.class)
        .hasMessage("there is no attack or family egres, id-wlak");
  }
}
