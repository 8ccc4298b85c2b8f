package dev.ringfence.cli;

import dev.ringfence.proposal.TableId;
import dev.ringfence.protect.ProtectOutcome;
import dev.ringfence.protect.ProtectRequest;
import dev.ringfence.protect.TableProtection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Plans, or brings, several tables inside the fence, each in a transaction of its own. */
final class ProtectedTables {
  private final TableProtection protection;
  private final SequencedMap<TableId, ProtectRequest> requests;

  ProtectedTables(TableProtection protection, SequencedMap<TableId, ProtectRequest> requests) {
    this.protection = protection;
    this.requests = requests;
  }

  /** What `protect` says to each today; nothing is changed. */
  Map<TableId, ProtectOutcome> planned(TableProgress progress) {
    List<ProtectOutcome> said =
        protection.planAll(
            List.copyOf(requests.values()),
            done -> progress.tables("planned", done, requests.size()));
    Map<TableId, ProtectOutcome> outcomes = new LinkedHashMap<>();
    requests.keySet().forEach(id -> outcomes.put(id, said.get(outcomes.size())));
    return outcomes;
  }

  /**
   * Brings each inside.
   *
   * @param audit is told the name of each that was changed
   * @param out is told a line for each
   * @return whether all of them are inside
   */
  boolean applied(Consumer<String> audit, Consumer<String> out) {
    boolean all = true;
    for (Map.Entry<TableId, ProtectRequest> request : requests.entrySet()) {
      ProtectOutcome outcome = protection.apply(request.getValue());
      if (outcome instanceof ProtectOutcome.Applied) {
        audit.accept(request.getValue().table());
      }
      all &= !(outcome instanceof ProtectOutcome.Refused);
      out.accept(request.getKey() + ": " + said(outcome));
    }
    return all;
  }

  private static String said(ProtectOutcome outcome) {
    return switch (outcome) {
      case ProtectOutcome.Applied _ -> "inside the fence";
      case ProtectOutcome.NothingToDo _ -> "inside already";
      case ProtectOutcome.Planned _ -> "planned";
      case ProtectOutcome.Refused refused ->
          "nothing was changed: " + String.join("; ", refused.reasons());
    };
  }
}
