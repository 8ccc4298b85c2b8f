package dev.ringfence.bench;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.ringfence.database.PostgresUri;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The baseline: a tool as LangChain4j's documentation has one, a method with {@link Tool}, with a
 * JDBC connection of its own and a WHERE that names the owner. It protects and masks nothing.
 */
final class JdbcTools implements AutoCloseable {
  /** What a model would be shown of a row. */
  public record Invoice(String number, String issuedOn, BigDecimal amount, String email) {}

  private final Connection connection;
  private final PreparedStatement statement;
  private final DefaultToolExecutor executor;
  private UUID tenant = new UUID(0, 0);
  private UUID customer = new UUID(0, 0);

  JdbcTools(PostgresUri app) {
    try {
      connection = app.connect();
      statement =
          connection.prepareStatement(
              "SELECT number, issued_on, amount, contact_email FROM bench.raw WHERE tenant_id = ?"
                  + " AND customer_id = ? ORDER BY issued_on DESC, number LIMIT ?");
      executor =
          new DefaultToolExecutor(this, JdbcTools.class.getMethod("listInvoices", int.class));
    } catch (SQLException | NoSuchMethodException e) {
      throw new BenchException("the baseline's tool could not be made", e);
    }
  }

  @Tool("The signed-in customer's own invoices, the newest first")
  public List<Invoice> listInvoices(@P("how many at most") int limit) throws SQLException {
    statement.setObject(1, tenant);
    statement.setObject(2, customer);
    statement.setInt(3, limit);
    List<Invoice> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Invoice(
                rows.getString(1),
                rows.getDate(2).toString(),
                rows.getBigDecimal(3),
                rows.getString(4)));
      }
    }
    return found;
  }

  /** What a model is told of a call. */
  String call(int number, String arguments) {
    customer = ToolDatabase.customer(number).customer();
    tenant = ToolDatabase.customer(number).tenant();
    return executor.execute(
        ToolExecutionRequest.builder().id("1").name("listInvoices").arguments(arguments).build(),
        "bench");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new BenchException("the baseline's connection could not be closed", e);
    }
  }
}
