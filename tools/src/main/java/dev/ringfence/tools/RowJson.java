package dev.ringfence.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a row as JSON: days and times as ISO 8601, numbers as numbers. */
final class RowJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RowJson() {}

  /** The declared columns of a row, in the order of the file; no other column is read. */
  static ObjectNode of(Row row, List<ResultColumn> columns) {
    var object = NODES.objectNode();
    for (var column : columns) {
      object.set(column.name(), value(row.getValue(column.name())));
    }
    return object;
  }

  /** How many bytes a row takes as JSON. */
  static int size(ObjectNode row) {
    try {
      return MAPPER.writeValueAsBytes(row).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value of the database, or of a parameter. */
  static JsonNode value(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Object nothing when nothing.equals(Tuple.JSON_NULL) -> NODES.nullNode();
      case String text -> NODES.textNode(text);
      case Boolean truth -> NODES.booleanNode(truth);
      case Short number -> NODES.numberNode(number);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Float number -> decimal(number);
      case Double number -> decimal(number);
      case BigDecimal number -> DecimalNode.valueOf(number);
      case Numeric number -> numeric(number);
      case UUID uuid -> NODES.textNode(uuid.toString());
      case LocalDate day -> NODES.textNode(DateTimeFormatter.ISO_LOCAL_DATE.format(day));
      case LocalTime time -> NODES.textNode(DateTimeFormatter.ISO_LOCAL_TIME.format(time));
      case LocalDateTime time -> NODES.textNode(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
      case OffsetDateTime time ->
          NODES.textNode(DateTimeFormatter.ISO_INSTANT.format(time.toInstant()));
      case JsonObject object -> tree(object.encode());
      case JsonArray array -> tree(array.encode());
      case Object[] items -> array(items);
      default -> throw new IllegalStateException("a column has a value of an unknown type");
    };
  }

  private static JsonNode array(@Nullable Object[] items) {
    var array = NODES.arrayNode();
    for (var item : items) {
      array.add(value(item));
    }
    return array;
  }

  private static JsonNode decimal(Number number) {
    return Double.isFinite(number.doubleValue())
        ? DecimalNode.valueOf(new BigDecimal(number.toString()))
        : NODES.textNode(number.toString());
  }

  private static JsonNode numeric(Numeric number) {
    var exact = number.bigDecimalValue();
    return exact == null ? NODES.textNode(number.toString()) : DecimalNode.valueOf(exact);
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
