package dev.ringfence.cli;

import dev.ringfence.identity.DemoIssuer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence token}. */
@Command(
    name = "token",
    description =
        "Prints a token of the demo issuer for somebody of a demo company, and nothing else.")
final class TokenCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--tenant", required = true, paramLabel = "T", description = "acme or globex")
  private String tenant = "";

  @Option(names = "--user", required = true, paramLabel = "U", description = "such as ana or sam")
  private String user = "";

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      description = "such as 30s, 15m or 2h, 24h at most (default: ${DEFAULT-VALUE})")
  private String expiresIn = "1h";

  @Option(
      names = "--locale",
      paramLabel = "TAG",
      description = "such as de-AT, whose national telephone numbers are masked then")
  private @Nullable String locale;

  @Override
  public Integer call() {
    if (tenant.isBlank() || user.isBlank()) {
      throw Configuration.wrong("--tenant and --user are names, such as acme and ana");
    }
    DataFolder folder = common.folder();
    if (!Files.exists(folder.path(DemoIssuer.KEY_FILE))) {
      throw new CommandException(
          1, "no demo issuer lives in " + folder.path() + "; start `ringfence up` there first");
    }
    try {
      System.out.println(
          DemoIssuer.in(folder.path(), Clock.systemUTC())
              .mint(
                  tenant,
                  user,
                  Configuration.duration("--expires-in", expiresIn),
                  Optional.ofNullable(locale)));
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong("--expires-in: " + e.getMessage());
    }
    return 0;
  }
}
