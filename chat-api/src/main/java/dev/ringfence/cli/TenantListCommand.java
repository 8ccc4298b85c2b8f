package dev.ringfence.cli;

import dev.ringfence.tenancy.Tenants;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringfence tenant list}. */
@Command(name = "list", description = "Lists the tenants, and whether each is served.")
final class TenantListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    String row = "%-20s %-10s %8s %6s  %s%n";
    System.out.printf(Locale.ROOT, row, "TENANT", "STATUS", "MEMBERS", "SITES", "NAME");
    for (Tenants.Entry tenant :
        new Tenants(AdminDatabase.of(common.configuration(), common.folder())).list()) {
      System.out.printf(
          Locale.ROOT,
          row,
          tenant.slug(),
          tenant.status(),
          tenant.members(),
          tenant.sites(),
          tenant.name());
    }
    return 0;
  }
}
