package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SurfaceTest {
  private final Surface surface = new Surface(AttackCorpus.load());

  @Test
  void routeThatNoCaseSendsIsNamedWithTheFileToAddItTo() {
    assertThat(
            surface.without(
                List.of("GET /v1/me", "GET /v1/exports/:id", "DELETE /v1/me"), List.of()))
        .containsExactly(
            "no case sends DELETE /v1/me; add one to attacks/doors.yaml",
            "no case sends GET /v1/exports/:id; add one to attacks/doors.yaml");
  }

  @Test
  void toolThatNoCaseCallsByNameIsNamedWithTheFileToAddItTo() {
    assertThat(surface.without(List.of(), List.of("my_profile", "brand_new_tool")))
        .containsExactly("no case calls brand_new_tool by name; add one to attacks/ask.yaml");
  }

  @Test
  void partOfAPathThatVariesIsMetByWhateverAnAttackWritesThere() {
    assertThat(
            surface.without(
                List.of(
                    "GET /v1/conversations/:id",
                    "GET /v1/conversations/:id/receipts/:message",
                    "DELETE /v1/conversations/:id"),
                List.of()))
        .isEmpty();
  }

  @Test
  void requestForAWordIsNoneForThePartThatVaries() {
    Surface one =
        new Surface(AttackCorpus.load().only(java.util.Set.of("questions-of-another-company")));
    assertThat(
            one.without(
                List.of("GET /v1/documents/unanswered", "GET /v1/documents/:id"), List.of()))
        .containsExactly("no case sends GET /v1/documents/:id; add one to attacks/doors.yaml");
  }

  @Test
  void requestBelowARouteIsNoneOfIt() {
    Surface one = new Surface(AttackCorpus.load().only(java.util.Set.of("receipts-of-others")));
    assertThat(one.without(List.of("GET /v1/conversations/:id"), List.of())).hasSize(1);
  }
}
