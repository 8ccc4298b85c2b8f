package dev.ringfence.proposal;

import dev.ringfence.proposal.Candidates.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides for each table whether it can be brought inside the fence, and by which columns. */
final class Verdicts {
  private final Schema schema;
  private final Map<TableId, SchemaTable> open = new LinkedHashMap<>();
  private final Map<TableId, Verdict> verdicts = new LinkedHashMap<>();
  private final AxisChoice tenant;
  private final AxisChoice owner;

  Verdicts(Schema schema, Choices choices) {
    this.schema = schema;
    for (SchemaTable table : schema.tables().values()) {
      if (choices.schemas().isEmpty() || choices.schemas().contains(table.id().schema())) {
        Optional<String> reason = LeftOutTables.reason(table, choices.schemas());
        if (reason.isPresent()) {
          verdicts.put(table.id(), new Verdict.LeftOut(table, reason.get()));
        } else {
          open.put(table.id(), table);
        }
      }
    }
    tenant = AxisChoice.of(schema, open.values(), Axis.TENANT, choices);
    owner = AxisChoice.of(schema, open.values(), Axis.CUSTOMER, choices);
  }

  AxisChoice tenant() {
    return tenant;
  }

  AxisChoice owner() {
    return owner;
  }

  /** Of every table, in the order of their names. */
  List<Verdict> all() {
    open.values().forEach(table -> tenanted(table).ifPresent(one -> verdicts.put(table.id(), one)));
    for (SchemaTable table : open.values()) {
      verdicts.computeIfAbsent(table.id(), _ -> withoutTenant(table));
    }
    return schema.tables().keySet().stream()
        .filter(verdicts::containsKey)
        .map(verdicts::get)
        .toList();
  }

  private Optional<Verdict> tenanted(SchemaTable table) {
    return tenant
        .of(table)
        .map(
            column ->
                column.confidence() == Confidence.UNSURE
                    ? new Verdict.Undecided(table, column.name(), column.why())
                    : protect(table, column));
  }

  private Verdict protect(SchemaTable table, OwnerColumn column) {
    Optional<OwnerColumn> found =
        owner.of(table).filter(other -> !other.name().equals(column.name()));
    String without =
        found
            .filter(other -> other.confidence() == Confidence.UNSURE)
            .map(
                other ->
                    "whether " + Text.shown(other.name()) + " says it is unsure: " + other.why())
            .orElseGet(() -> found.isPresent() ? "" : foreign(table));
    return new Verdict.Protect(table, column, found.filter(_ -> without.isEmpty()), without);
  }

  private String foreign(SchemaTable table) {
    Optional<Candidate> other = owner.foreign(table).filter(one -> !one.identity().key().isEmpty());
    return other
        .map(
            one ->
                "its "
                    + Text.shown(one.column().name())
                    + " is an id of something else than customers are told apart by ("
                    + one.why()
                    + ")")
        .orElse("no column says which customer");
  }

  private Verdict withoutTenant(SchemaTable table) {
    Optional<Verdict> wrongType = wrongType(table);
    if (wrongType.isPresent()) {
      return wrongType.get();
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (verdicts.get(key.target()) instanceof Verdict.Protect parent
          && key.columns().size() == 1
          && !parent.table().id().equals(table.id())) {
        return new Verdict.Impossible(
            table,
            "whose its rows are is said only by "
                + Text.shown(key.columns().getFirst())
                + ", through "
                + key.target(),
            Nearest.throughParent(table, key, parent));
      }
    }
    return owner.of(table).isPresent() && tenant.candidates().isEmpty()
        ? new Verdict.Impossible(
            table,
            "it says which customer, and not which tenant",
            Nearest.constantTenant(table, schema.onlyTenant()))
        : new Verdict.Impossible(
            table,
            "no column says whose its rows are; if one does, name it with --tenant-column or"
                + " --owner-column",
            List.of());
  }

  /** A column that would say it, were it of a type that the fence compares. */
  private Optional<Verdict> wrongType(SchemaTable table) {
    return table.columns().stream()
        .filter(column -> !column.canOwn() && !column.isTime() && !column.isEnum())
        .filter(
            column -> {
              List<String> stem = Axis.stem(column.words());
              return stem.size() == 1
                  && stem.size() < column.words().size()
                  && Axis.TENANT.weight(stem.getFirst()) >= Axis.ENOUGH;
            })
        .findFirst()
        .map(
            column ->
                new Verdict.Impossible(
                    table,
                    "its "
                        + Text.shown(column.name())
                        + " is of type "
                        + column.type()
                        + ", and whose a row is can be said by uuid, bigint, integer, text or"
                        + " varchar",
                    Nearest.otherType(table, column)));
  }
}
