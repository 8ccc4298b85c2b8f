package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.protect.ProtectOutcome;
import dev.ringfence.protect.ProtectRequest;
import dev.ringfence.protect.TableProtection;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringfence protect}. */
@Command(
    name = "protect",
    description = {
      "Brings a table of yours inside the fence: prints the migration, or applies it with --apply.",
      "It changes nothing, ends with 1 and says why, when a row has no owner, when a role of your"
          + " application would be cut off, or when a policy of yours lets the service in."
    })
final class ProtectCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--table",
      required = true,
      paramLabel = "T",
      description = "the table, as SQL writes it: shop.purchase, 'shop.\"Purchase\"'")
  private String table = "";

  @Option(
      names = "--tenant-column",
      paramLabel = "C",
      description = "the column that says which tenant a row belongs to")
  private @Nullable String tenantColumn;

  @Option(
      names = "--owner-column",
      paramLabel = "C",
      description = "the column that says which customer; without it only staff read the table")
  private @Nullable String ownerColumn;

  @Option(
      names = "--keep-role",
      paramLabel = "R",
      description = "a role of your application that goes on reading and writing every row")
  private Set<String> keepRoles = new LinkedHashSet<>();

  @Option(names = "--write", description = "customers and staff may also write their rows")
  private boolean write;

  @Option(
      names = "--concurrent-index",
      description = "build a missing index before the transaction, without holding writers up")
  private boolean concurrentIndex;

  @Option(names = "--apply", description = "do it, in one transaction")
  private boolean apply;

  @Option(names = "--undo", description = "make the table what it was before")
  private boolean undo;

  @Override
  public Integer call() {
    TableProtection protection =
        new TableProtection(AdminDatabase.of(common.configuration(), common.folder()));
    return said(undo ? undo(protection) : protect(protection));
  }

  private ProtectOutcome undo(TableProtection protection) {
    return apply ? protection.applyUndo(table) : protection.planUndo(table);
  }

  private ProtectOutcome protect(TableProtection protection) {
    if (tenantColumn == null) {
      throw Configuration.wrong("--tenant-column says which tenant a row belongs to");
    }
    ProtectRequest request =
        new ProtectRequest(table, tenantColumn, ownerColumn, keepRoles, write, concurrentIndex);
    return apply ? protection.apply(request) : protection.plan(request);
  }

  private int said(ProtectOutcome outcome) {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = java.util.Objects.requireNonNull(spec).commandLine().getErr();
    switch (outcome) {
      case ProtectOutcome.Planned planned -> out.print(planned.script());
      case ProtectOutcome.Applied applied -> {
        new OperatorAudit(common.configuration(), common.folder())
            .note(Actor.NO_TENANT, undo ? "protect --undo" : "protect", table);
        applied.notes().forEach(out::println);
        out.println("Done: " + applied.statements() + " statements, in one transaction.");
      }
      case ProtectOutcome.NothingToDo nothing -> {
        nothing.notes().forEach(out::println);
        out.println("There is nothing to do.");
      }
      case ProtectOutcome.Refused refused -> {
        err.println("ringfence: nothing was changed:");
        refused.reasons().forEach(reason -> err.println("  - " + reason));
        return 1;
      }
    }
    out.flush();
    return 0;
  }
}
