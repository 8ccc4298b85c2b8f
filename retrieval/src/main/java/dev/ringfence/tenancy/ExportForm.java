package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A form in which rows are exported: the statement that has PostgreSQL write it, line by line. */
enum ExportForm {
  /** A JSON object in each line. */
  NDJSON {
    @Override
    String copy(TenantTable table, List<Column> columns, String condition) {
      String fields =
          columns.stream()
              .map(column -> value(table, column) + " AS " + column.quoted())
              .collect(Collectors.joining(", "));
      // JSON text has no control characters, so with these two nothing in it is quoted or doubled.
      return "COPY (SELECT row_to_json(r) FROM (SELECT "
          + fields
          + from(table, condition)
          + ") AS r) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')";
    }
  },
  /**
   * RFC 4180 with a header. A text that a spreadsheet would take for a formula has an apostrophe
   * before it, as OWASP's page "CSV Injection" advises; numbers stay as they are.
   */
  CSV {
    @Override
    String copy(TenantTable table, List<Column> columns, String condition) {
      String fields =
          columns.stream()
              .map(column -> cell(table, column) + " AS " + header(column))
              .collect(Collectors.joining(", "));
      return "COPY (SELECT "
          + fields
          + from(table, condition)
          + ") TO STDOUT (FORMAT csv, HEADER, FORCE_QUOTE *)";
    }
  };

  /** Longer ones are files of their own. */
  static final int INLINE_BYTES = 64;

  private static final Set<String> NUMBERS =
      Set.of(
          "smallint", "integer", "bigint", "numeric", "real", "double precision", "oid", "boolean");

  private static final String FORMULA =
      "'^[\\s\\u200b\\ufeff]*[=+@\\u2212\\uff0b\\uff0d\\uff1d\\uff20-]|^[\\t\\r\\n]'";

  abstract String copy(TenantTable table, List<Column> columns, String condition);

  /** What a row ends with. */
  String end() {
    return this == CSV ? "\r\n" : "\n";
  }

  String suffix() {
    return "." + name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String value(TenantTable table, Column column) {
    if (!column.type().equals("bytea")) {
      return column.quoted();
    }
    return "CASE WHEN octet_length("
        + column.quoted()
        + ") > "
        + INLINE_BYTES
        + " THEN '"
        + folder(table, column)
        + "/' || encode(sha256("
        + column.quoted()
        + "), 'hex') ELSE encode("
        + column.quoted()
        + ", 'base64') END";
  }

  private static String cell(TenantTable table, Column column) {
    if (NUMBERS.contains(column.type())) {
      return column.quoted();
    }
    String text = "(" + value(table, column) + ")::text";
    return "CASE WHEN "
        + text
        + " ~ "
        + FORMULA
        + " THEN '''' || "
        + text
        + " ELSE "
        + text
        + " END";
  }

  /** Where the bytes of a column are put, each value named by its hash. */
  static String folder(TenantTable table, Column column) {
    return "files/" + fileName(table.name()) + "/" + fileName(column.name());
  }

  /** A name that is the same on every file system, and no other table's. */
  static String fileName(String name) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if (c < 128
                  && (Character.isLetterOrDigit(c) || c == '.' || c == '_')
                  && !Character.isUpperCase(c)) {
                safe.append((char) c);
              } else {
                safe.append('%').append(Integer.toHexString(c)).append('%');
              }
            });
    return safe.toString();
  }

  /** In no order: it would have to be made first, of all rows. */
  private static String from(TenantTable table, String condition) {
    return " FROM " + table.name() + " WHERE " + condition;
  }

  /** A column's name is a cell as well. */
  private static String header(Column column) {
    String marked = (column.name().matches("(?s)[=+@\\t\\r-].*") ? "'" : "") + column.name();
    return "\"" + marked.replace("\"", "\"\"") + "\"";
  }
}
