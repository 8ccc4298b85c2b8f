package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.tools.ResultColumn;
import dev.ringfence.tools.ToolDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records of a tool's result in Markdown, with the columns' labels and readable values: one as a
 * list, several as a table where they fit into one.
 */
final class RecordList {
  private static final int MOST_ROWS = 10;
  private static final int LONGEST_VALUE = 240;
  private static final String CURRENCY = "currency";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

  private RecordList() {}

  static void write(ToolDefinition tool, JsonNode content, Consumer<String> text) {
    JsonNode rows = content.path("rows");
    text.accept(tool.label() + ":\n\n");
    if (rows.size() == 1) {
      for (Field field : fields(tool, rows.get(0))) {
        text.accept("- " + field.label() + ": " + field.value() + "\n");
      }
      return;
    }
    int shown = Math.min(rows.size(), MOST_ROWS);
    List<List<Field>> records = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      records.add(fields(tool, rows.get(i)));
    }
    Optional<RecordTable> table = RecordTable.of(records);
    if (table.isPresent()) {
      table.get().write(text);
    } else {
      records.forEach(record -> text.accept("- " + line(record) + "\n"));
    }
    if (rows.size() > shown) {
      text.accept("\nand " + (rows.size() - shown) + " more.\n");
    } else if (content.path("truncated").asBoolean()) {
      text.accept("\nThere are more than these.\n");
    }
  }

  /** A value of a record, ready to be read. */
  record Field(String label, String value) {}

  private static String line(List<Field> fields) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields) {
      parts.add(
          parts.isEmpty() ? "**" + field.value() + "**" : field.label() + ": " + field.value());
    }
    return String.join("; ", parts);
  }

  private static List<Field> fields(ToolDefinition tool, JsonNode row) {
    boolean hasCurrency =
        row.path(CURRENCY).isTextual() && tool.columns().stream().anyMatch(RecordList::isNumeric);
    List<Field> fields = new ArrayList<>();
    for (ResultColumn column : tool.columns()) {
      JsonNode value = row.path(column.name());
      if (value.isMissingNode()
          || value.isNull()
          // Nothing that a person reads.
          || column.type().equals("uuid")
          || (hasCurrency && column.name().equals(CURRENCY))) {
        continue;
      }
      String read = read(column, value);
      if (hasCurrency && isNumeric(column)) {
        read += " " + clean(row.path(CURRENCY).textValue());
      }
      if (!read.isBlank()) {
        fields.add(new Field(column.label(), read));
      }
    }
    return fields;
  }

  private static boolean isNumeric(ResultColumn column) {
    return column.type().startsWith("numeric");
  }

  private static String read(ResultColumn column, JsonNode value) {
    if (value.isNumber() && isNumeric(column)) {
      BigDecimal number = value.decimalValue();
      return (number.scale() < 2 ? number.setScale(2, RoundingMode.UNNECESSARY) : number)
          .toPlainString();
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "yes" : "no";
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    try {
      if (column.type().equals("date")) {
        return DAY.format(LocalDate.parse(text));
      }
      if (column.type().startsWith("timestamp")) {
        return TIME.format(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
      }
    } catch (DateTimeException e) {
      // A masked or unusual value is shown as it is.
      return clean(text);
    }
    return clean(text);
  }

  /** A value on one line, cut between words, so that no placeholder is divided. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (String word : text.strip().split("\\s")) {
      if (word.isEmpty()) {
        continue;
      }
      if (clean.length() + word.length() > LONGEST_VALUE && !clean.isEmpty()) {
        return clean.append(" …").toString();
      }
      clean.append(clean.isEmpty() ? "" : " ").append(word);
    }
    return clean.toString();
  }
}
