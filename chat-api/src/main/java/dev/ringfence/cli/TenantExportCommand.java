package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.tenancy.Export;
import dev.ringfence.tenancy.Manifest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringfence tenant export}. */
@Command(
    name = "export",
    description = {
      "Writes everything a tenant has, or one customer of it, into a folder, with a manifest.",
      "--verify checks such a folder against its manifest, and needs no database."
    })
final class TenantExportCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(arity = "0..1", paramLabel = "T", description = "the tenant, such as acme")
  private @Nullable String tenant;

  @Option(
      names = "--customer",
      paramLabel = "U",
      description = "only what is this customer's: their subject, uuid or your own id")
  private @Nullable String customer;

  @Option(names = "--to", paramLabel = "DIR", description = "a folder, new or empty")
  private @Nullable Path to;

  @Option(names = "--format", description = "ndjson, csv or both (default: ${DEFAULT-VALUE})")
  private Export.Format format = Export.Format.NDJSON;

  @Option(names = "--verify", paramLabel = "DIR", description = "check an export")
  private @Nullable Path verify;

  @Override
  public Integer call() {
    if (verify != null) {
      return verify(verify);
    }
    if (tenant == null || to == null) {
      throw Configuration.wrong("tenant export takes a tenant and --to DIR, or --verify DIR");
    }
    // Before: what cannot be written down is not done.
    new OperatorAudit(common.configuration(), common.folder())
        .note(
            Actor.NO_TENANT,
            customer == null ? "tenant export" : "tenant export --customer",
            tenant);
    try (TerminalProgress progress = new TerminalProgress("exported")) {
      Export.Summary summary =
          new Export(
                  AdminDatabase.of(common.configuration(), common.folder()),
                  Clock.systemUTC(),
                  Main.VERSION,
                  progress)
              .run(tenant, customer, to, format);
      progress.close();
      System.out.printf(
          Locale.ROOT,
          "%d rows in %d files, %d bytes, in %s.%n",
          summary.rows(),
          summary.files(),
          summary.bytes(),
          to);
      summary
          .leftOut()
          .forEach((what, why) -> System.out.println("  left out: " + what + ", " + why));
      return 0;
    }
  }

  private static int verify(Path folder) {
    List<String> wrong = Manifest.check(folder);
    if (wrong.isEmpty()) {
      System.out.println(folder + " is as its manifest says.");
      return 0;
    }
    wrong.forEach(what -> System.err.println("ringfence: " + what));
    return 1;
  }
}
