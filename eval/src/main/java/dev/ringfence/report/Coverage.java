package dev.ringfence.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How many cases stand in each cell of a table of families by something else, and how they ended.
 *
 * @param columns in the order in which they came up
 * @param rows each family's cells by column
 */
record Coverage(List<String> columns, Map<String, Map<String, Cell>> rows) {
  /** The cases of one cell. */
  record Cell(int clean, int leak, int inconclusive) {
    static final Cell EMPTY = new Cell(0, 0, 0);

    int all() {
      return clean + leak + inconclusive;
    }

    private Cell with(Verdict verdict) {
      return switch (verdict) {
        case CLEAN -> new Cell(clean + 1, leak, inconclusive);
        case LEAK -> new Cell(clean, leak + 1, inconclusive);
        case INCONCLUSIVE -> new Cell(clean, leak, inconclusive + 1);
      };
    }
  }

  static Coverage of(RunResult run, Function<CaseResult, String> column) {
    Map<String, Map<String, Cell>> rows = new LinkedHashMap<>();
    for (CaseResult result : run.cases()) {
      rows.computeIfAbsent(result.family(), _ -> new LinkedHashMap<>())
          .merge(
              column.apply(result),
              Cell.EMPTY.with(result.verdict()),
              (before, _) -> before.with(result.verdict()));
    }
    List<String> columns = run.cases().stream().map(column).distinct().toList();
    return new Coverage(columns, rows);
  }

  Cell cell(String family, String column) {
    return rows.getOrDefault(family, Map.of()).getOrDefault(column, Cell.EMPTY);
  }
}
