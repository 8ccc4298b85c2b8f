package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.tenancy.Tenants;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ringfence tenant suspend}. */
@Command(
    name = "suspend",
    description = {
      "Stops serving a tenant, within a second and on every instance.",
      "Answers under way end. Nothing is deleted."
    })
final class TenantSuspendCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "T", description = "the tenant, such as acme")
  private String tenant = "";

  @Override
  public Integer call() {
    boolean changed =
        new Tenants(AdminDatabase.of(common.configuration(), common.folder()))
            .setServed(tenant, false);
    new OperatorAudit(common.configuration(), common.folder())
        .note(Actor.NO_TENANT, "tenant suspend", tenant);
    System.out.println(
        "Tenant " + tenant + (changed ? " is suspended." : " was suspended already."));
    return 0;
  }
}
