package dev.ringfence.proposal;

import dev.ringfence.protect.ProtectOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text in which a proposal is shown: each guess with its evidence, and each table somewhere.
 */
final class Review {
  private final Proposal proposal;
  private final Map<TableId, ProtectOutcome> outcomes;
  private final StringBuilder text = new StringBuilder();

  Review(Proposal proposal, Map<TableId, ProtectOutcome> outcomes) {
    this.proposal = proposal;
    this.outcomes = outcomes;
  }

  String text() {
    line(
        "%,d tables in %s, of which %,d can be brought inside the fence; %,d tools"
            .formatted(
                proposal.verdicts().size(),
                Text.shown(proposal.schema().database()),
                proposal.tables().size(),
                proposal.tools()));
    proposal.warnings().forEach(warning -> line("Note: " + warning));
    proposal.tables().values().forEach(this::table);
    unsaid();
    impossible();
    leftOut();
    stops();
    protection();
    new IdsText(proposal).lines().forEach(this::line);
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void row(String what, String said) {
    line("  %-9s %s".formatted(what, said));
  }

  private void table(TableProposal table) {
    line("");
    long rows = table.verdict().table().rows();
    line(table.id() + (rows > 0 ? " (about %,d rows)".formatted(rows) : ""));
    owner("tenant", table.verdict().tenant());
    table
        .verdict()
        .owner()
        .ifPresentOrElse(
            owner -> owner("customer", owner),
            () ->
                row(
                    "customer",
                    "none, so that only staff read it: " + table.verdict().withoutOwner()));
    for (ColumnGuess column : table.columns()) {
      row(
          "",
          Text.shown(column.column().name())
              + ": "
              + column.treatment().words()
              + (column.why().isEmpty() ? "" : " (" + column.why() + ")"));
    }
    row(
        "tools",
        table.tools().isEmpty()
            ? "none: it holds ids, days and yes or no"
            : String.join(", ", table.tools().stream().map(ToolDraft::name).toList()));
    if (!table.verdict().table().policies().isEmpty()) {
      row(
          "policies",
          "of its own: "
              + table.verdict().table().policies().stream()
                  .map(Text::shown)
                  .collect(Collectors.joining(", "))
              + "; they stay, and must not let the service's roles in");
    }
  }

  private void owner(String what, OwnerColumn owner) {
    row(
        what,
        Text.shown(owner.name())
            + ", "
            + owner.confidence().name().toLowerCase(Locale.ROOT)
            + ": "
            + owner.why());
  }

  private void unsaid() {
    for (Question question : proposal.questions()) {
      line("");
      line(
          "Unsure "
              + question.why()
              + ": "
              + String.join(" or ", question.columns().stream().map(Text::shown).toList())
              + ". Say it with "
              + (question.axis() == Axis.TENANT ? "--tenant-column" : "--owner-column")
              + ". It is about "
              + tables(question.tables()));
    }
  }

  private void impossible() {
    for (Verdict verdict : proposal.verdicts()) {
      if (verdict instanceof Verdict.Impossible one) {
        line("");
        line(one.table().id() + " cannot be brought inside as it is: " + one.why());
        if (!one.nearest().isEmpty()) {
          line("  the nearest that works, to be looked at and run by you, and then init again:");
          one.nearest().forEach(sql -> line("    " + Text.shown(sql)));
        }
      }
    }
  }

  private void leftOut() {
    Map<String, List<TableId>> reasons = new LinkedHashMap<>();
    for (Verdict verdict : proposal.verdicts()) {
      if (verdict instanceof Verdict.LeftOut one) {
        reasons.computeIfAbsent(one.why(), _ -> new ArrayList<>()).add(one.table().id());
      }
    }
    if (!reasons.isEmpty()) {
      line("");
      line("Left out:");
      reasons.forEach((why, tables) -> line("  " + tables(tables) + ": " + why));
    }
  }

  /** What `protect` would stop at, once for all tables where it says the same of them. */
  private void stops() {
    Map<String, List<TableId>> reasons = new LinkedHashMap<>();
    outcomes.forEach(
        (id, outcome) -> {
          if (outcome instanceof ProtectOutcome.Refused refused) {
            refused
                .reasons()
                .forEach(
                    reason ->
                        reasons
                            .computeIfAbsent(
                                reason.replace(id.toString(), "the table"), _ -> new ArrayList<>())
                            .add(id));
          }
        });
    if (!reasons.isEmpty()) {
      line("");
      line("What protect stops at today:");
      reasons.forEach((reason, tables) -> line("  " + tables(tables) + ": " + Text.shown(reason)));
    }
  }

  private void protection() {
    if (proposal.isEmpty()) {
      return;
    }
    line("");
    line("Protection, one command for each table:");
    if (!proposal.isMigrated()) {
      line("  ringfence migrate");
    }
    proposal
        .requests()
        .forEach(
            (id, request) ->
                line(
                    outcomes.get(id) instanceof ProtectOutcome.NothingToDo
                        ? "  # inside already: " + id
                        : "  " + Proposal.command(request)));
  }

  private static String tables(List<TableId> tables) {
    return tables.stream().map(TableId::toString).collect(Collectors.joining(", "));
  }
}
