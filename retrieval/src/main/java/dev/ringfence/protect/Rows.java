package dev.ringfence.protect;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of a question to the catalogue. */
final class Rows {
  private Rows() {}

  /** What one row is made into. */
  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> List<T> of(
      Connection connection,
      Reading<T> reading,
      @CompileTimeConstant String sql,
      Object... parameters)
      throws SQLException {
    return ofStatement(connection, reading, sql, parameters);
  }

  /** The same of a statement that names the operator's table, put together with {@link SqlText}. */
  static <T> List<T> ofStatement(
      Connection connection, Reading<T> reading, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        switch (parameters[i]) {
          case Long[] ids -> statement.setArray(i + 1, connection.createArrayOf("bigint", ids));
          case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
          case Object value -> statement.setObject(i + 1, value);
        }
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reading.read(result));
        }
      }
      return rows;
    }
  }

  /** The elements of a column that is an array of text. */
  static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
