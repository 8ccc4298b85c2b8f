package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.tenancy.Tenants;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ringfence tenant resume}. */
@Command(
    name = "resume",
    description = {"Serves a suspended tenant again."})
final class TenantResumeCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "T", description = "the tenant, such as acme")
  private String tenant = "";

  @Override
  public Integer call() {
    boolean changed =
        new Tenants(AdminDatabase.of(common.configuration(), common.folder()))
            .setServed(tenant, true);
    new OperatorAudit(common.configuration(), common.folder())
        .note(Actor.NO_TENANT, "tenant resume", tenant);
    System.out.println("Tenant " + tenant + (changed ? " is active." : " was active already."));
    return 0;
  }
}
