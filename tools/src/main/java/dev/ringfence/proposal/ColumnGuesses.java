package dev.ringfence.proposal;

import dev.ringfence.vault.SensitiveType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says of each column of a table what a model is to see of it. */
final class ColumnGuesses {
  /** Names that no statement of a tool may hold, whatever the table. */
  private static final Set<String> OWNERS = Set.of("tenant_id", "customer_id", "owner_id");

  private static final Set<String> OF_THE_SYSTEM =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid");

  private static final Set<String> DELETED = Set.of("deleted", "archived", "discarded");

  private final SchemaTable table;
  private final Set<String> owners;

  ColumnGuesses(Verdict.Protect verdict) {
    this.table = verdict.table();
    this.owners =
        verdict
            .owner()
            .map(owner -> Set.of(owner.name(), verdict.tenant().name()))
            .orElse(Set.of(verdict.tenant().name()));
  }

  /** Columns whose values say more than their names do. */
  List<TableColumn> worthSampling() {
    return table.columns().stream()
        .filter(column -> column.isText() && column.values().isEmpty())
        .filter(column -> byName(column).isEmpty())
        .toList();
  }

  List<ColumnGuess> all(Map<String, Sampled> samples) {
    return table.columns().stream()
        .map(
            column ->
                byName(column)
                    .orElseGet(
                        () -> bySample(column, samples.getOrDefault(column.name(), Sampled.NONE))))
        .toList();
  }

  private Optional<ColumnGuess> byName(TableColumn column) {
    return ofOwner(column)
        .or(() -> MaskWords.of(table, column).map(hint -> ofWords(column, hint)))
        .or(() -> ofKind(column));
  }

  private Optional<ColumnGuess> ofOwner(TableColumn column) {
    String name = column.name().toLowerCase(java.util.Locale.ROOT);
    if (owners.contains(column.name()) || OWNERS.contains(name)) {
      return leftOut(column, "it says whose the row is", Confidence.SURE);
    }
    return OF_THE_SYSTEM.contains(name)
        ? leftOut(column, "its name is a system column's", Confidence.SURE)
        : Optional.empty();
  }

  private ColumnGuess ofWords(TableColumn column, MaskWords.Hint hint) {
    if (hint.treatment() instanceof ColumnTreatment.Masked && column.resultType().isEmpty()) {
      return leftOut(column, "its type " + column.type(), Confidence.SURE).orElseThrow();
    }
    return new ColumnGuess(column, hint.treatment(), hint.why(), Confidence.LIKELY);
  }

  private Optional<ColumnGuess> ofKind(TableColumn column) {
    if (column.type().startsWith("json")) {
      return leftOut(column, column.type() + " may hold anything", Confidence.LIKELY);
    }
    if (column.resultType().isEmpty()) {
      return leftOut(column, "its type " + Text.shown(column.type()), Confidence.SURE);
    }
    if (deletes(column)) {
      return leftOut(column, "rows that have it are not shown", Confidence.LIKELY);
    }
    boolean key = table.primaryKey().contains(column.name());
    boolean number = column.type().equals("uuid") || column.isNumber();
    Optional<SchemaTable.Target> target = table.target(column.name());
    if (!key && number && target.isPresent()) {
      return leftOut(column, "an id of " + target.get().table(), Confidence.SURE);
    }
    List<String> words = column.words();
    boolean id = words.size() > 1 && Set.of("id", "uuid", "guid").contains(words.getLast());
    return !key && (number && id || column.isUuid())
        ? leftOut(column, "an id of something else, by its name", Confidence.LIKELY)
        : Optional.empty();
  }

  /** Whether a column says that a row counts as gone. */
  static boolean deletes(TableColumn column) {
    return (column.isTime() || column.type().equals("boolean"))
        && column.words().stream().anyMatch(DELETED::contains);
  }

  private static ColumnGuess bySample(TableColumn column, Sampled sampled) {
    Optional<SensitiveType> type = sampled.type();
    if (type.isPresent()) {
      ColumnTreatment.Masked masked = new ColumnTreatment.Masked(type.get());
      int share = sampled.share(type.get());
      return new ColumnGuess(
          column,
          masked,
          share + " % of " + sampled.values() + " sampled values",
          share >= 80 ? Confidence.SURE : Confidence.LIKELY);
    }
    String why =
        sampled.partly() > 0
            ? sampled.partly()
                + " % of "
                + sampled.values()
                + " sampled values hold something that is masked where it stands"
            : sampled.values() > 0 ? "nothing in " + sampled.values() + " sampled values" : "";
    return new ColumnGuess(column, new ColumnTreatment.Shown(), why, Confidence.LIKELY);
  }

  private static Optional<ColumnGuess> leftOut(
      TableColumn column, String why, Confidence confidence) {
    return Optional.of(new ColumnGuess(column, new ColumnTreatment.LeftOut(), why, confidence));
  }
}
