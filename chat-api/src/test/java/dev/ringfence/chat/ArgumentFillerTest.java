package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentFillerTest {
  private final ArgumentFiller filler = new ArgumentFiller(DemoTools.CLOCK);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "list_invoices | Show me my invoices | {}",
        "list_invoices | Give me my last three invoices | {\"limit\":3}",
        "list_invoices | The latest 5 bills, please | {\"limit\":5}",
        "list_invoices | My last 99 invoices | {\"limit\":20}",
        "list_invoices | How much was my last bill? | {\"limit\":1}",
        "list_invoices | Which bills are open? | {\"status\":\"open\"}",
        "list_invoices | Which are overdue? | {\"status\":\"overdue\"}",
        "list_invoices | What do I still have to pay? | {\"status\":\"unpaid\"}",
        "list_invoices | Have I paid everything? | {}",
        "list_invoices | Invoices of last month | {\"from\":\"2026-04-01\",\"to\":\"2026-04-30\"}",
        "list_invoices | What did I pay this year? | {\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"}",
        "list_invoices | Invoices in March 2025 | {\"from\":\"2025-03-01\",\"to\":\"2025-03-31\"}",
        "list_invoices | Invoices since January | {\"from\":\"2026-01-01\"}",
        "list_invoices | Invoices until 2026-02-03 | {\"to\":\"2026-02-03\"}",
        "get_invoice | Has INV-2025-0042 been paid? | {\"number\":\"INV-2025-0042\"}",
        "get_ticket | What became of T-1234? | {\"number\":\"T-1234\"}",
        "list_bookings | When is my next appointment? | {\"when\":\"upcoming\",\"limit\":1}",
        "list_bookings | Past visits | {\"when\":\"past\"}",
        "list_tickets | Open tickets | {}",
        "list_tickets | Which tickets are open? | {\"status\":\"open\"}",
        "list_automation_runs | Which automations failed? | {\"status\":\"error\"}",
        "find_customer | Find customer C-1042 | {\"customer_number\":\"C-1042\"}",
        "find_customer | Whose address is [EMAIL_1]? | {\"email\":\"[EMAIL_1]\"}",
        "find_customer | Where does Ben Ashgrove live? | {\"name\":\"Ben Ashgrove\"}",
        "find_customer | Which customers live in Lyon? | {\"city\":\"Lyon\"}",
      })
  void parametersAreFilledFromTheWordsOfTheQuestion(String tool, String question, String json) {
    assertThat(fill(tool, question)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "get_invoice, What was my invoice about?",
    "customer_invoices, Which invoices are overdue?",
    "customer_notes, What did we note about Ben?",
    "find_customer, Who is our best customer?",
    "find_customer, Who has the phone number [PHONE_1]?",
  })
  void nothingIsCalledForWhatTheQuestionDoesNotName(String tool, String question) {
    assertThat(fill(tool, question)).isEqualTo("nothing");
  }

  @Test
  void searchIsAskedTheQuestionItselfWithinItsLimit() {
    assertThat(fill("search_knowledge", "When are you open?"))
        .isEqualTo("{\"query\":\"When are you open?\"}");
    assertThat(fill("search_knowledge", "word ".repeat(1_000)).length()).isLessThan(520);
  }

  private String fill(String tool, String question) {
    return filler
        .fill(DemoTools.named(tool), question, Sentence.of(question))
        .map(Object::toString)
        .orElse("nothing");
  }
}
