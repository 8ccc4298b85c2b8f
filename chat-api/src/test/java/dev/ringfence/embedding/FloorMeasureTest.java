package dev.ringfence.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.RelevanceFloor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FloorMeasureTest {
  @Test
  void theBundledModelsFloorComesOutAsItWasFound() {
    try (BundledEmbedder bundled = new BundledEmbedder()) {
      RelevanceFloor measured =
          FloorMeasure.floor(
              FloorMeasure.questions().stream().map(bundled::embedQuery).toList(),
              bundled.embed(FloorMeasure.passages()));

      assertThat(measured.alone()).isCloseTo(bundled.floor().alone(), within(0.02));
      assertThat(measured.supported()).isCloseTo(bundled.floor().supported(), within(0.02));
    }
  }

  @Test
  void aModelThatTellsNothingApartAnswersNothingByItself() {
    List<float[]> questions = new ArrayList<>();
    List<float[]> passages = new ArrayList<>();
    FloorMeasure.questions().forEach(_ -> questions.add(new float[] {1, 0}));
    FloorMeasure.passages().forEach(_ -> passages.add(new float[] {1, 0}));

    assertThat(FloorMeasure.floor(questions, passages)).isEqualTo(new RelevanceFloor(1, 1));
  }
}
