package dev.ringfence.eval;

import dev.ringfence.report.Baseline;
import dev.ringfence.report.JsonReport;
import dev.ringfence.report.ReportException;
import dev.ringfence.report.Review;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.TextReport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence eval live}. */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Attacks a running service with two accounts of yours, by what every client of it can send,"
          + " and removes what it planted.",
      "Tokens are taken from files, or from RINGFENCE_LIVE_TOKEN_A, RINGFENCE_LIVE_TOKEN_B and"
          + " RINGFENCE_LIVE_EXPIRED.",
      "Exit code: 0 clean, 1 a leak, 2 something could not be evaluated, 3 bad configuration."
    })
final class LiveCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "where the service listens, with or without /v1")
  private String url = "";

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description = "ringfence or openai (default: ringfence)")
  private LiveProtocol protocol = LiveProtocol.RINGFENCE;

  @Option(
      names = "--i-may-attack-this-host",
      description = "you may; without it only this machine is attacked")
  private boolean permitted;

  @Option(names = "--model", paramLabel = "NAME", description = "(default: ${DEFAULT-VALUE})")
  private String model = "ringfence";

  @Option(
      names = "--site-key",
      paramLabel = "KEY",
      description = "public key of a site, for visitors")
  private String siteKey = "";

  @Option(
      names = "--site-origin",
      paramLabel = "ORIGIN",
      description = "of a page that may use it (default: the service's own)")
  private String origin = "";

  @Option(
      names = "--token-a",
      paramLabel = "FILE",
      description = "holds the token of account A, which attacks")
  private @Nullable Path tokenA;

  @Option(
      names = "--token-b",
      paramLabel = "FILE",
      description = "holds the token of account B, which is attacked")
  private @Nullable Path tokenB;

  @Option(
      names = "--expired",
      paramLabel = "FILE",
      description = "holds a token of account A whose time is over")
  private @Nullable Path expired;

  @Option(
      names = "--canaries",
      paramLabel = "FILE",
      description = "texts in account B's records, one in each line; reports have their hashes")
  private @Nullable Path canaries;

  @Option(
      names = "--look",
      paramLabel = "PATH",
      description = "where account B is shown them; may be repeated")
  private List<String> looks = List.of();

  @Option(
      names = "--secrets",
      paramLabel = "FILE",
      description = "texts that nobody may be shown, such as lines of the system prompt")
  private @Nullable Path secrets;

  @Option(
      names = "--plant-path",
      paramLabel = "PATH",
      description = "where files are brought, read and removed (ringfence: /v1/files)")
  private @Nullable String files;

  @Option(
      names = "--proposal",
      paramLabel = "ID",
      description = "of something that waits for account B's approval")
  private String proposal = "";

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "(default: ${DEFAULT-VALUE})")
  private int perMinute = 60;

  @Option(names = "--max-requests", paramLabel = "N", description = "(default: ${DEFAULT-VALUE})")
  private int maxRequests = 1_000;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "of all questions and answers together (default: ${DEFAULT-VALUE})")
  private long maxTokens = 500_000;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "for one whole answer (default: ${DEFAULT-VALUE})")
  private int timeout = 60;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "of the prompts: de, en, es, fr, it, pt, ru or zh; may be repeated")
  private List<String> languages = List.of();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "only these cases, strategies or families; may be repeated")
  private List<String> only = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "for the canaries (default: another one every time)")
  private @Nullable Long seed;

  @Option(names = "--format", description = "text or json (default: text)")
  private RunCommand.Format format = RunCommand.Format.TEXT;

  @Mixin private ReportFiles reports = new ReportFiles();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "findings that somebody accepted, in YAML or JSON")
  private @Nullable Path baseline;

  private final Map<String, String> environment;

  /** With the variables that the process has. */
  LiveCommand() {
    this(System.getenv());
  }

  LiveCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    LiveSettings settings;
    Baseline accepted;
    try {
      settings = settings();
      reports.check();
      accepted =
          baseline == null
              ? Baseline.empty()
              : Baseline.read(baseline, LocalDate.now(ZoneOffset.UTC));
    } catch (LabException | ReportException | IllegalArgumentException e) {
      System.err.println("ringfence: " + e.getMessage());
      return RunCommand.BAD_CONFIGURATION;
    }
    try {
      Review review = Review.of(run(settings), BuildHashes.now().of("a running service"), accepted);
      System.out.println(
          format == RunCommand.Format.JSON ? JsonReport.of(review) : TextReport.of(review));
      reports.write(review, RunCommand::say);
      return review.exitCode();
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return 2;
    }
  }

  private static RunResult run(LiveSettings settings) {
    try (LiveRun run = new LiveRun(settings, RunCommand::say)) {
      Thread interrupted = new Thread(run::abandon, "live-clean-up");
      Runtime.getRuntime().addShutdownHook(interrupted);
      try {
        return run.run();
      } finally {
        forget(interrupted);
      }
    }
  }

  /** Once the program is ending, the hook runs, and cannot be taken back. */
  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      RunCommand.say("the clean-up goes on");
    }
  }

  private LiveSettings settings() {
    LiveTarget target = LiveTarget.of(url, permitted);
    boolean ours = protocol == LiveProtocol.RINGFENCE;
    String path = files == null ? (ours ? "/v1/files" : "") : files;
    if (Stream.concat(looks.stream(), Stream.of(path))
        .anyMatch(each -> !each.matches("(/[\\x21-\\x7e]*)?"))) {
      throw new LabException("--look and --plant-path are paths, which begin with /");
    }
    LiveSecrets given = new LiveSecrets(environment);
    return new LiveSettings(
        target.url(),
        protocol,
        model,
        siteKey,
        origin.isEmpty() ? target.origin() : origin,
        given.token(tokenA, "RINGFENCE_LIVE_TOKEN_A"),
        given.token(tokenB, "RINGFENCE_LIVE_TOKEN_B"),
        given.optional(expired, "RINGFENCE_LIVE_EXPIRED"),
        proposal,
        LiveSecrets.lines(canaries),
        looks,
        LiveSecrets.lines(secrets),
        path,
        Set.copyOf(languages),
        Set.copyOf(only),
        new LiveLimits(perMinute, maxRequests, maxTokens, Duration.ofSeconds(timeout), 1 << 20),
        seed == null ? new SecureRandom().nextLong(Long.MAX_VALUE) : seed);
  }
}
