package dev.ringfence.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks as {@code pg_get_constraintdef} writes them. */
class CheckedValuesTest {
  @Test
  void listOfValuesIsReadWithItsQuotes() {
    assertThat(CheckedValues.of("CHECK ((state = ANY (ARRAY['open'::text, 'won''t'::text])))"))
        .containsExactly("open", "won't");
    assertThat(
            CheckedValues.of(
                "CHECK (((\"State\")::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))"))
        .containsExactly("a", "b");
  }

  @Test
  void everythingElseSaysNothing() {
    assertThat(
            List.of(
                "CHECK ((state <> ''::text))",
                "CHECK ((length(state) = ANY (ARRAY[1, 2])))",
                "CHECK (((state = ANY (ARRAY['a'::text])) OR (n > 1)))",
                "CHECK ((upper(state) = ANY (ARRAY['A'::text])))",
                "CHECK ((state = ANY (ARRAY['a'::text]))) NOT VALID"))
        .allSatisfy(check -> assertThat(CheckedValues.of(check)).isEmpty());
  }
}
