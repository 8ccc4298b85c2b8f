package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.Principal;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.Source;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.vault.InMemoryVault;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerReceiptTest {
  /** Who writes, and nothing else of them. */
  private record Writer(boolean isLanguageModel) implements AssistantModel {
    @Override
    public String name() {
      return "writer";
    }

    @Override
    public ModelTurn next(ModelRequest request, Consumer<String> text, Cancellation cancellation) {
      throw new AssertionError("is not asked");
    }
  }

  @ParameterizedTest(name = "read {0}, model {1}, restored {2}, before {3}")
  @CsvSource({
    "NONE,    true,  false, NONE,    NONE",
    "NONE,    true,  false, ACCOUNT, ACCOUNT",
    "NONE,    true,  true,  MIXED,   MIXED",
    "NONE,    true,  true,  NONE,    NONE",
    "NONE,    false, false, ACCOUNT, NONE",
    "PUBLIC,  true,  false, ACCOUNT, PUBLIC",
    "PUBLIC,  true,  true,  ACCOUNT, MIXED",
    "PUBLIC,  false, true,  ACCOUNT, PUBLIC",
    "ACCOUNT, true,  true,  PUBLIC,  MIXED",
    "ACCOUNT, true,  false, PUBLIC,  ACCOUNT",
    "MIXED,   true,  true,  NONE,    MIXED"
  })
  void answerComesFromWhatWasReadOrRemembered(
      AnswerScope read,
      boolean languageModel,
      boolean restored,
      AnswerScope before,
      AnswerScope expected) {
    AnswerReceipt receipt = new AnswerReceipt();
    receipt.writtenBy(new Writer(languageModel));
    if (read == AnswerScope.PUBLIC || read == AnswerScope.MIXED) {
      receipt.note("search", rows(Source.Scope.PUBLIC));
    }
    if (read == AnswerScope.ACCOUNT || read == AnswerScope.MIXED) {
      receipt.note("invoices", rows(Source.Scope.ACCOUNT));
    }
    assertThat(receipt.scope(restored, before)).isEqualTo(expected);
  }

  @Test
  void aPageIsNamedOnceAndMayBeCitedAtEachPlaceThatWasRead() {
    AnswerReceipt receipt = new AnswerReceipt();
    for (String url : List.of("/hours#branches", "/hours#lines", "/prices")) {
      receipt.note(
          "search", rows(new Source(Source.Kind.DOCUMENT, "Hours", url, Source.Scope.PUBLIC)));
    }

    assertThat(receipt.sources())
        .extracting(Source::url)
        .containsExactly("/hours#branches", "/prices");
    assertThat(List.of("/hours#branches", "/hours#lines", "/hours", "/prices"))
        .allMatch(receipt::cites);
    assertThat(List.of("/hours#of-the-model", "/hours?q=1", "/prices#x", "/"))
        .noneMatch(receipt::cites);
  }

  private static ToolOutcome rows(Source.Scope scope) {
    return rows(new Source(Source.Kind.RECORD, "one", null, scope));
  }

  private static ToolOutcome rows(Source source) {
    return new ToolOutcome.Rows(
        Redactor.standard().redact("{}", new InMemoryVault()),
        1,
        List.of(source),
        new Reading(new Principal.Visitor(new UUID(0, 0), new UUID(0, 0))));
  }
}
