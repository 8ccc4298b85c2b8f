package dev.ringfence.cli;

import dev.ringfence.redaction.Explained;
import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.RedactionSettings;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringfence redact}. */
@Command(
    name = "redact",
    description = {
      "Masks personal data and secrets: a file, or standard input, to standard output; what is not masked stays as"
          + " it is, byte for byte.",
      "The same value has the same placeholder throughout. What looks like a placeholder already stays too. A value"
          + " that goes on over an empty line, or stands in a line of more than 8 MiB, may be seen in part only."
    })
final class RedactCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--region",
      paramLabel = "XX",
      split = ",",
      description =
          "whose national phone numbers and ids are masked without a word beside them, as ISO 3166 codes such as"
              + " DE; more than one with commas")
  private List<String> regions = List.of();

  @Option(
      names = "--policy",
      description =
          "balanced: what has the form, and something that speaks for it; strict: whatever has the form"
              + " (default: ${DEFAULT-VALUE})")
  private Policy policy = Policy.BALANCED;

  @Option(
      names = "--patterns",
      paramLabel = "YAML",
      description = "file of the company's own patterns, each name with an expression of RE2")
  private @Nullable Path patterns;

  @Option(
      names = "--explain",
      description = "say on standard error what was masked, where, and why")
  private boolean explain;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "what to read (default: standard input)")
  private @Nullable Path file;

  @Override
  public Integer call() {
    if (file != null && !Files.isReadable(file)) {
      throw new CommandException(1, "there is no file to read at " + file);
    }
    try (InputStream in = file == null ? System.in : Files.newInputStream(file)) {
      redact(in, System.out);
      return 0;
    } catch (RedactionException e) {
      throw new CommandException(1, "the text could not be masked safely: " + e.code());
    } catch (IOException e) {
      throw new CommandException(1, Failures.describe(e));
    }
  }

  /**
   * Masks a stream into another.
   *
   * @throws RedactionException when a part cannot be masked; nothing of it was written
   */
  void redact(InputStream in, OutputStream out) throws IOException {
    Redactor redactor = redactor();
    Vault vault = new InMemoryVault();
    RedactReport report =
        new RedactReport(Objects.requireNonNull(spec).commandLine().getErr(), Ansi.AUTO);
    TextBlocks blocks = new TextBlocks(in);
    for (String block = blocks.next(); !block.isEmpty(); block = blocks.next()) {
      Explained masked = redactor.explain(block, vault);
      out.write(ByteText.encode(masked.text().value()));
      if (explain) {
        report.add(block, masked.masks());
      }
    }
    out.flush();
    if (explain) {
      report.finish();
    }
  }

  private Redactor redactor() {
    try {
      return Redactor.of(
          new RedactionSettings(
              regions.stream().map(region -> region.strip().toUpperCase(Locale.ROOT)).toList(),
              policy,
              patterns == null ? List.of() : PatternFile.read(patterns)));
    } catch (IllegalArgumentException e) {
      throw new CommandException(2, "--region: " + e.getMessage());
    }
  }
}
