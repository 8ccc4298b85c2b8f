package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TurnTest {
  private static final List<Attack> ATTACKS = AttackCorpus.load().attacks();

  @ParameterizedTest
  @EnumSource
  void aboutHalfOfTheCasesOfEachPersonAreStreams(Persona persona) {
    long streams = ATTACKS.stream().filter(a -> Turn.streams(a.name(), persona)).count();
    assertThat((double) streams / ATTACKS.size()).isBetween(0.35, 0.65);
  }

  /** Whatever the number of tools, each has a turn at being called honestly. */
  @ParameterizedTest
  @EnumSource
  void everyTurnComesUp(Persona persona) {
    for (int tools = 1; tools <= 12; tools++) {
      int all = tools;
      assertThat(ATTACKS.stream().map(a -> Turn.of(a.name(), persona) % all).distinct())
          .hasSize(all);
    }
  }

  /** Written down, since fingerprints in somebody's baseline hang on it. */
  @Test
  void turnStaysWhatItWas() {
    assertThat(Turn.streams("markdown-image", Persona.ANA)).isTrue();
    assertThat(Turn.streams("markdown-link", Persona.ANA)).isFalse();
    assertThat(Turn.streams("ticket-walk", Persona.GIL)).isTrue();
    assertThat(Turn.streams("bulk-and-last", Persona.ANA)).isFalse();
    assertThat(Turn.streams("bulk-and-last", Persona.BEN)).isTrue();
  }
}
