package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoQuestionTest {
  private static final Set<String> TOOLS =
      Set.of(
          "search_knowledge",
          "my_profile",
          "list_invoices",
          "get_invoice",
          "list_bookings",
          "my_subscription",
          "list_tickets",
          "list_files",
          "list_automation_runs",
          "find_customer",
          "none");

  @ParameterizedTest
  @ValueSource(strings = {"visitor", "customer", "staff"})
  void roleAsksEnoughAndOfKnownTools(String role) {
    List<DemoQuestion> questions = DemoQuestion.of(role);

    assertThat(questions).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    assertThat(questions).extracting(DemoQuestion::tool).isSubsetOf(TOOLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"visitor", "customer", "staff"})
  void documentThatAnswersIsOneThatTheAskerMayRead(String role) {
    assertThat(DemoQuestion.of(role))
        .filteredOn(question -> question.tool().equals("search_knowledge"))
        .allSatisfy(question -> assertThat(readable(role, question)).contains(question.source()));
  }

  private static List<String> readable(String role, DemoQuestion question) {
    return DemoDocument.all().stream()
        .filter(document -> document.tenant().equals(question.tenant()))
        .filter(
            document ->
                switch (document.visibility()) {
                  case PUBLIC -> true;
                  case TENANT -> !role.equals("visitor");
                  case CUSTOMER ->
                      role.equals("staff")
                          || question.asker().equals(document.tenant() + "/" + document.owner());
                })
        .map(document -> document.file().replaceAll(".*/|\\.[a-z]+$", ""))
        .toList();
  }
}
