package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.recognition.NationalIdExamples.Example;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class NationalIdsTest {
  @Test
  void everyKindOfIdHasAnExample() {
    List<String> numbers =
        Stream.concat(
                Stream.of("11222333000181", "12ABC34501DE35"),
                NationalIdExamples.ALL.stream().map(Example::compact))
            .toList();
    assertThat(NationalIds.ALL)
        .allSatisfy(id -> assertThat(numbers).anyMatch(number -> fits(id, number)));
  }

  @ParameterizedTest
  @FieldSource("dev.ringfence.recognition.NationalIds#ALL")
  void aCheckSumSeesMostChangesOfOneDigit(NationalId id) {
    for (Example example : NationalIdExamples.ALL) {
      if (id.kind() != NationalId.Kind.RULED && fits(id, example.compact())) {
        assertThat(shareOfChangesSeen(id, example.compact())).isGreaterThan(0.8);
      }
    }
  }

  @Test
  void everyIdHasALengthThatIsLookedFor() {
    assertThat(NationalIds.ALL)
        .allSatisfy(id -> assertThat(NationalIds.of(id.length())).contains(id))
        .allSatisfy(id -> assertThat(id.length()).isGreaterThanOrEqualTo(NationalIds.SHORTEST));
  }

  @Test
  void everyLayoutHasAsManyCharactersAsItsId() {
    assertThat(NationalIds.ALL)
        .allSatisfy(
            id ->
                assertThat(Stream.concat(id.alone().stream(), id.usual().stream()))
                    .allSatisfy(layout -> assertThat(characters(layout)).isEqualTo(id.length())));
  }

  private static int characters(String layout) {
    return Stream.of(layout.split("[^0-9]")).mapToInt(Integer::parseInt).sum();
  }

  private static boolean fits(NationalId id, String compact) {
    return compact.length() == id.length() && id.fits(compact);
  }

  private static double shareOfChangesSeen(NationalId id, String compact) {
    int seen = 0;
    int changes = 0;
    for (int i = 0; i < compact.length(); i++) {
      for (char digit = '0'; digit <= '9' && Character.isDigit(compact.charAt(i)); digit++) {
        String changed = compact.substring(0, i) + digit + compact.substring(i + 1);
        if (!changed.equals(compact)) {
          changes++;
          seen += id.fits(changed) ? 0 : 1;
        }
      }
    }
    return (double) seen / changes;
  }
}
