package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Principal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the bundled model finds in the demo companies' documents: it holds the relevance floor to
 * its measurement.
 */
final class DemoSearchTest {
  private static DemoLibrary library;

  @BeforeAll
  static void ingest() {
    library = DemoLibrary.open();
  }

  @AfterAll
  static void close() {
    library.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"visitor", "customer", "staff"})
  void theDocumentThatAnswersIsAmongTheFirstPassages(String role) {
    List<String> missed = new ArrayList<>();
    int asked = 0;
    for (DemoQuestion question : DemoQuestion.of(role)) {
      if (question.source() != null && question.tool().equals("search_knowledge")) {
        asked++;
        List<String> found =
            library
                .search(DemoLibrary.principal(role, question.asker()), question.ask(), 4)
                .stream()
                .map(library::file)
                .toList();
        if (!found.contains(question.source())) {
          missed.add(question.ask() + " -> " + found);
        }
      }
    }

    assertThat(missed).as("missed of %s", asked).hasSizeLessThanOrEqualTo(asked / 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the capital of France?",
        "Who won the football world cup in 1990?",
        "Write me a poem about spring",
        "Tell me a joke",
        "recipe for chocolate cake",
        "python quicksort implementation",
        "best hotels in Tokyo",
        "bitcoin price prediction",
        "symptoms of influenza",
        "What is the weather in London?",
        "hello",
        "asdf qwer zxcv"
      })
  void whatNoDocumentAnswersFindsNothing(String question) {
    for (String tenant : List.of("acme", "globex")) {
      assertThat(library.search(DemoLibrary.principal("visitor", tenant), question, 5))
          .as(tenant)
          .isEmpty();
    }
  }

  @Test
  void aCustomersOwnDocumentIsFoundByThemAlone() {
    String question = "Which technician is named in my maintenance contract?";

    assertThat(names(DemoLibrary.principal("customer", "acme/ana"), question))
        .contains("maintenance-contract");
    assertThat(names(DemoLibrary.principal("customer", "acme/ben"), question))
        .doesNotContain("maintenance-contract");
    assertThat(names(DemoLibrary.principal("visitor", "acme"), question))
        .doesNotContain("maintenance-contract");
  }

  private static List<String> names(Principal principal, String question) {
    return library.search(principal, question, 10).stream().map(library::file).toList();
  }
}
