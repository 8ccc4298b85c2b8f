package dev.ringfence.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what a person said to what there is. */
final class ChoiceCheck {
  private final Schema schema;

  ChoiceCheck(Schema schema) {
    this.schema = schema;
  }

  /**
   * @throws ProposalException for a schema or a column that is not there
   */
  void check(Choices choices) {
    Set<String> schemas =
        schema.tables().keySet().stream()
            .map(TableId::schema)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : choices.schemas()) {
      if (!schemas.contains(name)) {
        throw new ProposalException(
            "--schema %s: there is no such schema with tables; there is %s"
                .formatted(Text.shown(name), Text.shown(String.join(", ", schemas))));
      }
    }
    column("--tenant-column", choices.tenantColumns());
    column("--owner-column", choices.ownerColumns());
  }

  private void column(String option, List<String> names) {
    for (String name : names) {
      List<TableColumn> found =
          schema.tables().values().stream().flatMap(table -> table.column(name).stream()).toList();
      if (found.isEmpty()) {
        throw new ProposalException(
            "%s %s: no table has such a column".formatted(option, Text.shown(name)));
      }
      if (found.stream().noneMatch(TableColumn::canOwn)) {
        throw new ProposalException(
            "%s %s: it is of type %s; whose a row is can be said by uuid, bigint, integer, text or varchar"
                .formatted(option, Text.shown(name), found.getFirst().type()));
      }
    }
  }

  /** What was said by name and may hold ids of two things: a person has one of a kind. */
  static List<String> warnings(List<Verdict.Protect> inside) {
    List<String> warnings = new ArrayList<>();
    warn(warnings, "tenant", inside, verdict -> Stream.of(verdict.tenant()));
    warn(warnings, "customer", inside, verdict -> verdict.owner().stream());
    return warnings;
  }

  private static void warn(
      List<String> warnings,
      String who,
      List<Verdict.Protect> inside,
      Function<Verdict.Protect, Stream<OwnerColumn>> columns) {
    for (boolean uuid : new boolean[] {true, false}) {
      Set<String> names =
          inside.stream()
              .flatMap(columns)
              .filter(column -> column.isUuid() == uuid)
              .filter(column -> column.identity().isEmpty())
              .map(column -> Text.shown(column.name()))
              .collect(Collectors.toCollection(TreeSet::new));
      if (names.size() > 1) {
        warnings.add(
            "%s all say which %s, and a %s has one %s: they have to hold the same ids"
                .formatted(
                    String.join(", ", names), who, who, uuid ? "uuid" : "id that is no uuid"));
      }
    }
  }
}
