package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.report.Attestation;
import dev.ringfence.report.ReportException;
import dev.ringfence.report.SabotageScore;
import dev.ringfence.report.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringfence eval attest}. */
@Command(
    name = "attest",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Signs what a run found, written with --report FILE.json, or verifies such a statement.",
      "Exit code: 0 signed or verified, 1 not by that key or of another run, 3 a file that cannot be used."
    })
final class AttestCommand implements Callable<Integer> {
  private static final int NOT_VERIFIED = 1;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN.json",
      description = "the run; with --verify, what the statement has to be about")
  private @Nullable Path run;

  @Option(names = "--verify", paramLabel = "FILE", description = "a statement to verify")
  private @Nullable Path verify;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "the private key, made where it is not there, with the public one beside it in FILE.pub"
              + " (default: attest.key in --data); with --verify the public key")
  private @Nullable Path key;

  @Option(
      names = "--sabotage",
      paramLabel = "FILE",
      description = "what eval sabotage printed, to state its score")
  private @Nullable Path sabotage;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder the instance lives in (default: ${DEFAULT-VALUE})")
  private Path data = Path.of(".ringfence");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the statement is written (default: standard output)")
  private @Nullable Path out;

  @Override
  public Integer call() {
    try {
      if (verify != null) {
        return verify(verify);
      }
      if (run == null) {
        throw new ReportException("attest needs a run to sign, or --verify FILE; see --help");
      }
      sign(run);
      return 0;
    } catch (ReportException e) {
      System.err.println("ringfence: " + e.getMessage());
      return RunCommand.BAD_CONFIGURATION;
    }
  }

  private int verify(Path file) {
    Path publicKey = key == null ? data.resolve("attest.key.pub") : key;
    Optional<String> statement = Attestation.verify(file, publicKey, Optional.ofNullable(run));
    if (statement.isEmpty()) {
      System.err.println(
          "ringfence: not verified: signed by another key, changed since, or of another run");
      return NOT_VERIFIED;
    }
    System.out.println(statement.get());
    System.err.println(
        run == null
            ? "  the signature is good; no run was given to compare"
            : "  the signature is good, and of this run");
    return 0;
  }

  private void sign(Path of) {
    StoredRun stored = StoredRun.read(of);
    if (!stored.build().isOf(BuildHashes.now())) {
      throw new ReportException(
          of + " is of another version, other attacks or other migrations than this build's");
    }
    String chosen = stored.build().chosen();
    if (!Profile.isWhole(chosen)) {
      throw new ReportException(
          of
              + (chosen.isEmpty()
                  ? " does not say what of the corpus was run"
                  : " is no run of the whole corpus: " + chosen));
    }
    Optional<SabotageScore> score = Optional.ofNullable(sabotage).map(SabotageScore::read);
    Path signing = key == null ? data.resolve("attest.key") : key;
    String name = String.valueOf(of.getFileName());
    String envelope = Attestation.sign(stored, name, score, signing);
    if (out == null) {
      System.out.print(envelope);
      return;
    }
    try {
      Files.writeString(out, envelope, UTF_8);
    } catch (IOException e) {
      throw new ReportException(out + " cannot be written");
    }
  }
}
