package dev.ringfence.proposal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which columns of a table questions are asked by: its date, its state, its amount, its number. */
final class TableShape {
  private static final int MOST_COLUMNS = 14;

  private static final Set<String> STATES =
      Set.of(
          "status", "state", "stage", "phase", "estado", "statut", "stato", "zustand", "situacao");
  private static final Set<String> KINDS =
      Set.of("kind", "type", "category", "priority", "plan", "channel", "art", "tipo", "typ");
  private static final Set<String> AMOUNTS =
      Set.of(
          "amount",
          "total",
          "price",
          "sum",
          "cost",
          "fee",
          "balance",
          "quantity",
          "qty",
          "hours",
          "minutes",
          "betrag",
          "summe",
          "preis",
          "montant",
          "importe",
          "valor",
          "cents",
          "subtotal");
  private static final Set<String> CURRENCIES =
      Set.of("currency", "waehrung", "moneda", "devise", "valuta", "moeda");
  private static final Set<String> NUMBERS =
      Set.of("number", "no", "nr", "code", "reference", "ref", "slug", "sku", "nummer", "numero");
  private static final Set<String> CHANGED =
      Set.of("updated", "modified", "changed", "deleted", "archived", "synced", "expires", "until");
  private static final Set<String> MADE = Set.of("created", "inserted");

  /** Names that the load check takes for something personal. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          ".*(email|e_mail|phone|password|secret|api_?key|iban)|(.*_)?(mobile|ssn)",
          Pattern.CASE_INSENSITIVE);

  private final Verdict.Protect verdict;
  private final List<ColumnGuess> columns;

  TableShape(Verdict.Protect verdict, List<ColumnGuess> columns) {
    this.verdict = verdict;
    this.columns = columns;
  }

  /** What rows may be asked by: never what is called as something personal, whatever it holds. */
  private Stream<TableColumn> shown() {
    return columns.stream()
        .filter(ColumnGuess::shown)
        .map(ColumnGuess::column)
        .filter(column -> !PERSONAL.matcher(column.name()).matches());
  }

  private static boolean has(TableColumn column, Set<String> words) {
    return column.words().stream().anyMatch(words::contains);
  }

  /** When the thing happened: a day of its own before the one on which it was written down. */
  Optional<TableColumn> date() {
    return shown()
        .filter(column -> column.isTime() && !has(column, CHANGED))
        .min(Comparator.comparing(column -> has(column, MADE)));
  }

  Optional<TableColumn> state() {
    return shown()
        .filter(column -> column.isText() || column.isEnum())
        .filter(column -> !column.values().isEmpty() || has(column, STATES) || has(column, KINDS))
        .min(
            Comparator.comparing((TableColumn column) -> !has(column, STATES))
                .thenComparing(column -> column.values().isEmpty()));
  }

  Optional<TableColumn> amount() {
    return shown()
        .filter(column -> column.isNumber() && has(column, AMOUNTS))
        .min(Comparator.comparing(column -> !column.words().contains("total")));
  }

  Optional<TableColumn> currency() {
    return shown().filter(column -> column.isText() && has(column, CURRENCIES)).findFirst();
  }

  /** What a person calls one row by: its number before its key. */
  Optional<TableColumn> reference() {
    List<String> unique =
        verdict.table().keys().stream()
            .map(key -> key.stream().filter(name -> !isOwner(name)).toList())
            .filter(key -> key.size() == 1)
            .map(List::getFirst)
            .toList();
    return shown()
        .filter(column -> column.canOwn() || column.type().equals("smallint"))
        .filter(column -> !column.isEnum())
        .filter(column -> unique.contains(column.name()) || isNumber(column))
        .min(
            Comparator.comparing((TableColumn column) -> !isNumber(column))
                .thenComparing(column -> !column.isText())
                .thenComparing(column -> !unique.contains(column.name())));
  }

  private static boolean isNumber(TableColumn column) {
    return !column.words().isEmpty() && NUMBERS.contains(column.words().getLast());
  }

  private boolean isOwner(String name) {
    return name.equals(verdict.tenant().name())
        || verdict.owner().filter(owner -> owner.name().equals(name)).isPresent();
  }

  /** Whether there is one row for each customer, or for each tenant where nobody owns them. */
  boolean isSingle() {
    List<String> key =
        verdict.table().primaryKey().stream()
            .filter(name -> verdict.owner().isEmpty() || !name.equals(verdict.tenant().name()))
            .toList();
    String whose = verdict.owner().map(OwnerColumn::name).orElse(verdict.tenant().name());
    return key.equals(List.of(whose));
  }

  /** Whether anything in it says more than ids, days and yes or no. */
  boolean tells() {
    return selected().stream()
        .map(ColumnGuess::column)
        .anyMatch(
            column ->
                !column.isTime()
                    && !column.type().equals("boolean")
                    && !verdict.table().primaryKey().contains(column.name()));
  }

  /** What the primary key adds to an order, where a model may see it. */
  List<TableColumn> order() {
    return verdict.table().primaryKey().stream()
        .filter(name -> !isOwner(name))
        .flatMap(name -> shown().filter(column -> column.name().equals(name)))
        .toList();
  }

  /**
   * The columns of an answer: no bare key where a row has a number, and no more than a person
   * reads.
   */
  List<ColumnGuess> selected() {
    Set<Optional<TableColumn>> needed =
        Set.copyOf(Stream.of(date(), state(), amount(), reference()).distinct().toList());
    List<ColumnGuess> all =
        columns.stream()
            .filter(ColumnGuess::selected)
            .filter(guess -> needed.contains(Optional.of(guess.column())) || !isBareKey(guess))
            .toList();
    long others =
        MOST_COLUMNS - all.stream().filter(g -> needed.contains(Optional.of(g.column()))).count();
    List<ColumnGuess> first =
        all.stream().filter(g -> !needed.contains(Optional.of(g.column()))).limit(others).toList();
    return all.stream()
        .filter(g -> needed.contains(Optional.of(g.column())) || first.contains(g))
        .toList();
  }

  private boolean isBareKey(ColumnGuess guess) {
    return verdict.table().primaryKey().contains(guess.column().name())
        && !guess.column().isTime()
        && (guess.column().isUuid() || guess.column().isNumber());
  }

  /** Columns that say that a row counts as gone. */
  List<TableColumn> deleted() {
    return verdict.table().columns().stream().filter(ColumnGuesses::deletes).limit(2).toList();
  }
}
