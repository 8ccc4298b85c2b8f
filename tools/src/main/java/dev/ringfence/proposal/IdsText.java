package dev.ringfence.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the operator's ids a principal has to have, so that a row can be theirs. */
final class IdsText {
  private final Proposal proposal;

  IdsText(Proposal proposal) {
    this.proposal = proposal;
  }

  List<String> lines() {
    if (proposal.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", "Ids, for you to enter:"));
    say(lines, proposal, "tenant", table -> Stream.of(table.verdict().tenant()));
    say(lines, proposal, "customer", table -> table.verdict().owner().stream());
    lines.add(
        "  Who somebody is comes from a row of ringfence.membership with the issuer, the tenant and the"
            + " subject of their token.");
    return lines;
  }

  private static void say(
      List<String> lines,
      Proposal proposal,
      String who,
      Function<TableProposal, Stream<OwnerColumn>> columns) {
    List<OwnerColumn> all = proposal.tables().values().stream().flatMap(columns).toList();
    Set<String> uuids = names(all, true);
    Set<String> others = names(all, false);
    if (!uuids.isEmpty()) {
      lines.add(
          "  %s: %s is compared with %s; enter your own uuids there."
              .formatted(
                  who,
                  String.join(", ", uuids),
                  who.equals("tenant") ? "ringfence.tenant.id" : "ringfence.membership.member_id"));
    }
    if (!others.isEmpty()) {
      lines.add(
          "  %s: %s is no uuid, and is compared with %s; enter each id as your tables write it."
              .formatted(
                  who,
                  String.join(", ", others),
                  who.equals("tenant")
                      ? "ringfence.tenant.external_id"
                      : "ringfence.external_id.external_id"));
    }
  }

  private static Set<String> names(List<OwnerColumn> columns, boolean uuid) {
    return columns.stream()
        .filter(column -> column.isUuid() == uuid)
        .map(column -> Text.shown(column.name()) + " (" + column.type() + ")")
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
