package dev.ringfence.chat;

import dev.ringfence.chat.RecordList.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Records as a Markdown table, with a column for each label. Only a few columns of short values fit
 * beside each other in a chat, and one of longer ones.
 */
final class RecordTable {
  private static final int MOST_COLUMNS = 6;
  private static final int SHORT = 24;
  private static final int LONGEST = 80;

  private final List<String> labels;
  private final List<List<Field>> records;

  private RecordTable(List<String> labels, List<List<Field>> records) {
    this.labels = labels;
    this.records = records;
  }

  /** The table, or nothing where the records do not fit into one. */
  static Optional<RecordTable> of(List<List<Field>> records) {
    Set<String> labels = new LinkedHashSet<>();
    Set<String> wide = new LinkedHashSet<>();
    for (List<Field> record : records) {
      Set<String> own = new LinkedHashSet<>();
      for (Field field : record) {
        if (!own.add(field.label()) || field.value().length() > LONGEST) {
          return Optional.empty();
        }
        if (field.value().length() > SHORT) {
          wide.add(field.label());
        }
      }
      labels.addAll(own);
    }
    boolean fits = labels.size() > 1 && labels.size() <= MOST_COLUMNS && wide.size() <= 1;
    return fits
        ? Optional.of(new RecordTable(List.copyOf(labels), List.copyOf(records)))
        : Optional.empty();
  }

  void write(Consumer<String> text) {
    text.accept(row(labels));
    text.accept("|" + " --- |".repeat(labels.size()) + "\n");
    for (List<Field> record : records) {
      List<String> cells = new ArrayList<>();
      for (String label : labels) {
        cells.add(valueOf(record, label));
      }
      text.accept(row(cells));
    }
  }

  private static String valueOf(List<Field> record, String label) {
    return record.stream()
        .filter(field -> field.label().equals(label))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  /** A bar inside a value would end its cell. */
  private static String row(List<String> cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    return row.append('\n').toString();
  }
}
