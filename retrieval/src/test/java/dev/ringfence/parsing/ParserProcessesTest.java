package dev.ringfence.parsing;

import static dev.ringfence.parsing.OfficeFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.parsing.UnreadableDocument.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ParserProcessesTest {
  private static final ParserSettings STANDARD = ParserSettings.standard();

  @Test
  void aFileIsReadAsItWouldBeInThisProcess() {
    byte[] file = utf8("# Prices\n\nAll.\n\n## Call-out\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n- é");
    Parsed here = DocumentReader.inThisProcess().read("text/markdown", file, "docs/prices.md");

    try (ParserProcesses processes = new ParserProcesses()) {
      assertThat(processes.read("text/markdown", file, "docs/prices.md")).isEqualTo(here);
      assertThat(processes.read("text/plain", utf8("Nine"), "docs/opening-hours.txt"))
          .isEqualTo(
              DocumentReader.inThisProcess()
                  .read("text/plain", utf8("Nine"), "docs/opening-hours.txt"));
    }
  }

  @Test
  void manyFilesAtOnceAreEachGivenTheirOwnAnswer() throws Exception {
    try (ParserProcesses processes = new ParserProcesses();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Parsed>> answers =
          IntStream.range(0, 40)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> processes.read("text/plain", utf8("Text " + i), "a" + i + ".txt")))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get())
            .isEqualTo(
                new ParsedDocument(
                    "A" + i, List.of(new Block(Block.Kind.TEXT, List.of(), "Text " + i, null))));
      }
    }
  }

  @Test
  void aFileThatHoldsItsReaderUpIsGivenUp() {
    try (ParserProcesses processes =
        new ParserProcesses(
            STANDARD
                .withPatience(Duration.ofMillis(300))
                .withProgram(CapturedWorker.Silent.class.getName()))) {
      assertThat(processes.read("text/plain", utf8("x"), "x.txt"))
          .isEqualTo(new UnreadableDocument(Reason.TOO_SLOW));
      assertThat(processes.read("text/plain", new byte[8 << 20], "x.txt"))
          .isEqualTo(new UnreadableDocument(Reason.TOO_SLOW));
    }
  }

  @Test
  void anAnswerWithoutEndIsNotTaken() {
    try (ParserProcesses processes =
        new ParserProcesses(STANDARD.withProgram(CapturedWorker.Endless.class.getName()))) {
      assertThat(processes.read("text/plain", utf8("x"), "x.txt"))
          .isEqualTo(new UnreadableDocument(Reason.TOO_LARGE));
    }
  }

  @Test
  void aFileThatTakesAllMemoryCostsOnlyItself() {
    try (ParserProcesses processes = new ParserProcesses(STANDARD.withHeapMegabytes(40))) {
      assertThat(processes.read("text/plain", new byte[30 << 20], "x.txt"))
          .isEqualTo(new UnreadableDocument(Reason.TOO_LARGE));
      assertThat(processes.read("text/plain", utf8("Next"), "x.txt"))
          .isInstanceOf(ParsedDocument.class);
    }
  }

  @Test
  void aReaderThatEndedWhileItWaitedCostsNoFile() {
    try (ParserProcesses processes =
        new ParserProcesses(STANDARD.withProgram(CapturedWorker.Mortal.class.getName()))) {
      for (int i = 0; i < 3; i++) {
        assertThat(processes.read("text/plain", utf8("x"), "x.txt"))
            .isEqualTo(new ParsedDocument("Read", List.of()));
      }
      assertThat(processes.read("text/plain", utf8("!"), "x.txt"))
          .isEqualTo(new UnreadableDocument(Reason.BROKEN));
    }
  }

  @Test
  void theReaderIsGivenNothingOfThisProcess() {
    try (ParserProcesses processes =
        new ParserProcesses(STANDARD.withProgram(CapturedWorker.Telling.class.getName()))) {
      ParsedDocument told = (ParsedDocument) processes.read("text/plain", utf8("x"), "x.txt");

      assertThat(told.blocks()).isEmpty();
      assertThat(told.title())
          .contains("ringfence-parsing")
          .isNotEqualTo(System.getProperty("user.dir"));
    }
  }

  @Test
  void withoutAReaderNothingIsReadAndTheMessageSaysWhatIsMissing() {
    try (ParserProcesses processes =
        new ParserProcesses(STANDARD.withJava(Path.of("no-such-java")))) {
      assertThatThrownBy(() -> processes.read("text/plain", utf8("x"), "x.txt"))
          .isInstanceOf(ReaderUnavailableException.class)
          .hasMessageContaining("no-such-java");
    }
  }

  @Test
  void nothingIsSentForAFileThatNobodyReads() {
    try (ParserProcesses processes =
        new ParserProcesses(STANDARD.withJava(Path.of("no-such-java")))) {
      assertThat(processes.read("application/zip", utf8("x"), "x.zip"))
          .isEqualTo(new UnreadableDocument(Reason.UNSUPPORTED));
      assertThat(processes.read("text/plain", new byte[(32 << 20) + 1], "x.txt"))
          .isEqualTo(new UnreadableDocument(Reason.TOO_LARGE));
    }
  }
}
