package dev.ringfence.tools;

import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.DatabaseException.Kind;
import dev.ringfence.database.PreparedDescription;
import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.Redactor;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The gate between a tool file and a catalog: a tool that could leak does not load. What the rules
 * say about a statement comes first; then it is prepared as each role that may call it, and what
 * the server says it returns is compared with what the file declares.
 */
public final class ToolCheck {
  private final TenantDatabase database;
  private final PlainDescription descriptions;

  public ToolCheck(TenantDatabase database) {
    this(database, Redactor.standard());
  }

  /**
   * @param redactor finds what may not stand in a tool's own words
   */
  public ToolCheck(TenantDatabase database, Redactor redactor) {
    this.database = database;
    this.descriptions = new PlainDescription(redactor);
  }

  /**
   * The verdict on each tool, in the order of the file.
   *
   * @throws DatabaseException where the database could not be asked
   */
  public List<ToolVerdict> judge(ToolFile file) {
    return file.tools().stream().map(this::judge).toList();
  }

  /**
   * The catalog of a file, all or nothing.
   *
   * @throws RefusedTools where a tool may not load
   */
  public ToolCatalog load(ToolFile file) {
    var refused = judge(file).stream().filter(verdict -> !verdict.loads()).toList();
    if (!refused.isEmpty()) {
      throw new RefusedTools(refused);
    }
    var statements = new HashMap<String, WitnessedStatement>();
    for (var tool : file.tools()) {
      if (tool.body() instanceof ToolBody.Statement statement) {
        statements.put(tool.name(), witnessed(tool, statement, Sql.ofChecked(statement.sql())));
      }
    }
    return new ToolCatalog(file.tools(), statements);
  }

  private WitnessedStatement witnessed(ToolDefinition tool, ToolBody.Statement statement, Sql sql) {
    return new Witnesses(database)
        .of(tool, statement.sql(), sql, tool.access().stream().map(ToolCheck::nobody).toList());
  }

  private ToolVerdict judge(ToolDefinition tool) {
    var reasons = new LinkedHashSet<String>();
    StaticCheck.judge(tool, reasons::add);
    descriptions.judge(tool, reasons::add);
    if (reasons.isEmpty() && tool.body() instanceof ToolBody.Statement statement) {
      for (var role : tool.access()) {
        judgeAs(role, tool, statement, reasons::add);
      }
    }
    return new ToolVerdict(tool.name(), tool.at(), new ArrayList<>(reasons), notes(tool, reasons));
  }

  private List<String> notes(ToolDefinition tool, Set<String> reasons) {
    if (!reasons.isEmpty() || !(tool.body() instanceof ToolBody.Statement statement)) {
      return List.of();
    }
    var sql = Sql.ofChecked(statement.sql());
    var note = witnessed(tool, statement, sql).note();
    return note.isEmpty() ? List.of() : List.of(note);
  }

  private void judgeAs(
      Role role, ToolDefinition tool, ToolBody.Statement statement, Consumer<String> objection) {
    try {
      var description =
          database.inTransaction(
              nobody(role),
              Access.READ,
              connection -> connection.describe(statement.sql(), tool.parameters().size()));
      compare(tool, description, objection);
    } catch (DatabaseException e) {
      if (e.kind() != Kind.DENIED && e.kind() != Kind.INVALID) {
        throw e;
      }
      objection.accept(
          "the database does not prepare the statement for a "
              + role.name().toLowerCase(Locale.ROOT)
              + "; check its tables, columns, types and the role's rights");
      return;
    }
    tryValues(role, tool, statement, objection);
  }

  /**
   * Offers a value of each parameter's kind, for no rows. What the driver does not send as the type
   * that the statement takes is a mistake of the file; what the server says to the value is not.
   */
  private void tryValues(
      Role role, ToolDefinition tool, ToolBody.Statement statement, Consumer<String> objection) {
    var values = new ArrayList<@Nullable Object>();
    tool.parameters().forEach(parameter -> values.add(sample(parameter.kind())));
    try {
      database.readDeclared(
          nobody(role),
          "SELECT * FROM (" + statement.sql() + "\n) AS tried LIMIT 0",
          values,
          tool.bounds().timeout());
    } catch (DatabaseException e) {
      if (e.kind() == Kind.UNAVAILABLE) {
        objection.accept(
            "a parameter has another type than the statement takes; cast it there, as in $1::text,"
                + " or give it the format date, date-time or uuid");
      }
    }
  }

  private static Object sample(ParameterKind kind) {
    return switch (kind) {
      case ParameterKind.Text text ->
          switch (text.format()) {
            case PLAIN -> "a";
            case DATE -> LocalDate.EPOCH;
            case DATE_TIME -> OffsetDateTime.of(LocalDate.EPOCH, LocalTime.NOON, ZoneOffset.UTC);
            case UUID -> new UUID(0, 0);
          };
      case ParameterKind.Whole whole -> Math.clamp(1L, whole.min(), whole.max());
      case ParameterKind.Decimal decimal -> Math.clamp(1.0, decimal.min(), decimal.max());
      case ParameterKind.Truth _ -> true;
      case ParameterKind.Many many ->
          switch (many.element()) {
            case ParameterKind.Whole _ -> new Long[0];
            case ParameterKind.Decimal _ -> new Double[0];
            case ParameterKind.Truth _ -> new Boolean[0];
            case ParameterKind.Text _, ParameterKind.Many _ -> new String[0];
          };
    };
  }

  /** A principal of a role who owns nothing; a statement is prepared for them, never run. */
  private static Principal nobody(Role role) {
    var nil = new UUID(0, 0);
    return switch (role) {
      case VISITOR -> new Principal.Visitor(nil, nil);
      case CUSTOMER -> new Principal.Customer(nil, nil);
      case STAFF -> new Principal.Staff(nil, nil);
    };
  }

  private static void compare(
      ToolDefinition tool, PreparedDescription description, Consumer<String> objection) {
    Set<String> returned = new LinkedHashSet<>();
    for (var column : description.columns()) {
      if (column.name().startsWith(WitnessedStatement.RESERVED)) {
        objection.accept("a column may not begin with ringfence:; rename it with AS");
      }
      if (!returned.add(column.name())) {
        objection.accept("the column " + column.name() + " is returned twice; rename one with AS");
      }
      tool.columns().stream()
          .filter(declared -> declared.name().equals(column.name()))
          .findFirst()
          .ifPresentOrElse(
              declared -> compareType(declared, column.type(), objection),
              () ->
                  objection.accept(
                      "the column " + column.name() + " is not declared; add it to the result"));
    }
    tool.columns().stream()
        .map(ResultColumn::name)
        .filter(name -> !returned.contains(name))
        .forEach(
            name ->
                objection.accept(
                    "the column " + name + " is declared but not returned; remove or select it"));
  }

  private static void compareType(ResultColumn declared, String type, Consumer<String> objection) {
    var actual = ColumnType.canonical(type);
    if (actual.isEmpty()) {
      objection.accept(
          "the column " + declared.name() + " has a type that a result may not have; cast it");
    } else if (!actual.get().equals(declared.type())) {
      objection.accept(
          "the column "
              + declared.name()
              + " is declared "
              + declared.type()
              + " but returned as "
              + actual.get()
              + "; correct one of them");
    }
  }
}
