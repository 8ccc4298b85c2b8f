package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.tenancy.Erasure;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringfence tenant erase}. */
@Command(
    name = "erase",
    description = {
      "Deletes everything a tenant has, or one customer of it, and prints a signed receipt.",
      "Without --yes it counts what it would delete. Interrupted, the same command goes on."
    })
final class TenantEraseCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "T", description = "the tenant, such as acme")
  private String tenant = "";

  @Option(
      names = "--customer",
      paramLabel = "U",
      description = "only what is this customer's: their subject, uuid or your own id")
  private @Nullable String customer;

  @Option(names = "--yes", description = "do it; there is no way back")
  private boolean yes;

  @Option(
      names = "--leave",
      paramLabel = "TABLE",
      description = "a table whose rows stay although they name the tenant; the receipt says so")
  private Set<String> left = new LinkedHashSet<>();

  @Override
  public Integer call() {
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    PostgresUri admin = AdminDatabase.of(configuration, folder);
    try (TerminalProgress progress = new TerminalProgress("deleted")) {
      Erasure erasure =
          new Erasure(
              admin,
              InstanceKeys.receipts(configuration, folder),
              Clock.systemUTC(),
              progress,
              left);
      if (!yes) {
        return preview(erasure.preview(tenant, customer));
      }
      // Before: what cannot be written down is not done.
      new OperatorAudit(configuration, folder)
          .note(
              Actor.NO_TENANT,
              customer == null ? "tenant erase" : "tenant erase --customer",
              tenant);
      String receipt = erasure.erase(tenant, customer);
      progress.close();
      System.out.println(receipt);
      return 0;
    }
  }

  private static int preview(Map<String, Long> rows) {
    rows.forEach((table, count) -> System.out.printf(Locale.ROOT, "%10d  %s%n", count, table));
    System.out.println("Nothing was deleted. With --yes, these rows are.");
    return 0;
  }
}
