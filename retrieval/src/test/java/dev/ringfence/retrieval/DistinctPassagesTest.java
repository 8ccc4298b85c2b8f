package dev.ringfence.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.retrieval.DistinctPassages.Found;
import dev.ringfence.retrieval.DistinctPassages.Text;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DistinctPassagesTest {
  private static final String REFUND =
      "A booking that is cancelled at least one day before it begins is refunded to the card that paid for it.";
  private static final OffsetDateTime DAY =
      OffsetDateTime.of(2026, 3, 1, 9, 0, 0, 0, ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a  booking that IS cancelled, at least one day before it begins: is refunded to the card that paid for it",
        "A booking that is cancelled\nat least one day before it begins\nis refunded to the card that paid for it!"
      })
  void spacingCaseAndPunctuationMakeNoOtherText(String same) {
    assertThat(texts(found(REFUND, Visibility.TENANT, DAY), found(same, Visibility.TENANT, DAY)))
        .containsExactly(REFUND);
  }

  @Test
  void ofTheSameTextTheOneThatMostMayReadIsGiven() {
    Found own = found(REFUND, Visibility.PRIVATE, DAY.plusDays(2));
    Found shared = found(REFUND + " ", Visibility.TENANT, DAY.plusDays(1));
    Found open = found(REFUND + "  ", Visibility.PUBLIC, DAY);

    assertThat(DistinctPassages.of(List.of(own, shared, open), "refund"))
        .containsExactly(new Text(open, List.of(own, shared)));
  }

  @Test
  void ofTheSameTextForTheSamePeopleTheNewestIsGiven() {
    Found old = found(REFUND, Visibility.PUBLIC, DAY);
    Found recent = found(REFUND + " ", Visibility.PUBLIC, DAY.plusDays(1));

    assertThat(DistinctPassages.of(List.of(old, recent), "refund"))
        .containsExactly(new Text(recent, List.of(old)));
  }

  @Test
  void aNearCopyComesLastAndIsNotLost() {
    String copy = REFUND + " Thank you.";
    String other = "Vouchers are valid for two years.";

    assertThat(texts(found(REFUND), found(copy), found(other)))
        .containsExactly(REFUND, other, copy);
  }

  @Test
  void whatOneWordTurnsAroundIsNotLost() {
    String not = REFUND.replace("is refunded", "is not refunded");

    assertThat(texts(found(REFUND), found(not))).containsExactly(REFUND, not);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one day:two 2 days", "one day:three days"})
  void whatDiffersInANumberOrInWhatWasAskedForIsAnotherText(String change) {
    String[] words = change.split(":", -1);
    String changed = REFUND.replace(words[0], words[1]);
    String other = "Vouchers are valid for two years.";

    assertThat(
            DistinctPassages.of(
                    List.of(found(REFUND), found(changed), found(other)), "cancel three days")
                .stream()
                .map(text -> text.chosen().passage().text()))
        .containsExactly(REFUND, changed, other);
  }

  private static List<String> texts(Found... ranked) {
    List<String> texts = new ArrayList<>();
    DistinctPassages.of(List.of(ranked), "refund")
        .forEach(text -> texts.add(text.chosen().passage().text()));
    return texts;
  }

  private static Found found(String text) {
    return found(text, Visibility.PUBLIC, DAY);
  }

  private static Found found(String text, Visibility visibility, OffsetDateTime updated) {
    return new Found(
        new Passage(new UUID(0, text.hashCode()), "Refunds", "", null, text, visibility),
        0,
        null,
        updated);
  }
}
