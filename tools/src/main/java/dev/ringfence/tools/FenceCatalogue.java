package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.database.StatementProbe;
import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.StatementReading;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the database's catalogue says of the things that statements name. */
final class FenceCatalogue {
  private final StatementProbe probe;
  private final CallersRows callersRows;
  private final Map<Long, Table> tables = new HashMap<>();
  private final Map<Long, FunctionFacts> functions = new HashMap<>();
  private final Map<Long, Operator> operators = new HashMap<>();
  private final Map<Long, Type> types = new HashMap<>();

  FenceCatalogue(StatementProbe probe) {
    this.probe = probe;
    this.callersRows = new CallersRows(probe);
  }

  /**
   * A table, or what is read like one.
   *
   * @param name with its schema
   * @param kind as {@code pg_class.relkind} has it
   * @param columns their names by their numbers
   * @param owners the numbers of the columns that its policies compare with the caller
   */
  record Table(
      String schema, String name, String kind, Map<Integer, String> columns, Set<Integer> owners) {}

  /**
   * A function.
   *
   * @param volatility i, s or v for immutable, stable, volatile
   * @param definer whether it runs with its owner's rights
   * @param extension that it belongs to; empty for none
   */
  record FunctionFacts(
      String schema,
      String name,
      String volatility,
      boolean definer,
      String language,
      String extension) {}

  private record Operator(String name, long function) {}

  /**
   * A type.
   *
   * @param kind as {@code pg_type.typtype} has it
   */
  record Type(String name, String schema, String kind, String extension) {}

  /** Reads what is not known yet of the things that a statement names. */
  void learn(Role role, StatementReading statement) {
    learnTables(
        role,
        Stream.concat(
                statement.relations().stream().map(StatementReading.Relation::id),
                columns(statement).filter(id -> id > 0))
            .collect(Collectors.toSet()));
    for (Row row :
        ask(
            unknown(statement.operators(), operators),
            ids -> probe.catalogue(role, FenceQueries.OPERATORS, ids))) {
      operators.put(
          row.getLong("id"), new Operator(row.getString("name"), row.getLong("function")));
    }
    var called =
        Stream.concat(
                Stream.concat(
                    statement.functions().stream().map(StatementReading.Call::function),
                    askedByPolicies(statement)),
                statement.operators().stream().map(id -> operator(id).function()))
            .collect(Collectors.toSet());
    for (Row row :
        ask(
            unknown(called, functions),
            ids -> probe.catalogue(role, FenceQueries.FUNCTIONS, ids))) {
      functions.put(
          row.getLong("id"),
          new FunctionFacts(
              row.getString("schema"),
              row.getString("name"),
              row.getString("volatility"),
              row.getBoolean("definer"),
              row.getString("language"),
              row.getString("extension")));
    }
    var named =
        Stream.concat(
                statement.types().stream(),
                statement.outputs().stream().map(output -> Math.abs(output.type())))
            .collect(Collectors.toSet());
    for (Row row :
        ask(unknown(named, types), ids -> probe.catalogue(role, FenceQueries.TYPES, ids))) {
      types.put(
          row.getLong("id"),
          new Type(
              row.getString("name"),
              row.getString("schema"),
              row.getString("kind"),
              row.getString("extension")));
    }
  }

  private static Stream<Long> askedByPolicies(StatementReading statement) {
    var writing = statement.writing();
    return writing == null
        ? Stream.empty()
        : Stream.concat(writing.chosen().stream(), writing.checked().stream())
            .flatMap(held -> held.functions().stream());
  }

  /** The tables that a role lacks a right on which a statement needs, by their names. */
  Set<String> withoutRight(Role role, StatementReading statement) {
    var rights = List.copyOf(statement.rights());
    var missing = new TreeSet<String>();
    for (Row row :
        probe.catalogue(
            role,
            FenceQueries.RIGHTS,
            rights.stream().map(Column::relation).toArray(Long[]::new),
            rights.stream().map(Column::number).toArray(Integer[]::new))) {
      missing.add(row.getString("name"));
    }
    return missing;
  }

  private static Stream<Long> columns(StatementReading statement) {
    return Stream.of(
            statement.outputs().stream().map(StatementReading.Output::origins),
            statement.uses().stream().map(StatementReading.Use::origins))
        .flatMap(origins -> origins)
        .flatMap(origins -> origins.columns().stream())
        .map(Column::relation);
  }

  private void learnTables(Role role, Collection<Long> named) {
    var unknown = unknown(named, tables);
    if (unknown.length == 0) {
      return;
    }
    var owners = new HashMap<Long, Set<Integer>>();
    for (Row row : ask(unknown, ids -> probe.catalogue(role, FenceQueries.POLICIES, ids))) {
      owners
          .computeIfAbsent(row.getLong("id"), _ -> new HashSet<>())
          .addAll(Ownership.comparedBy(row.getString("condition")));
    }
    for (Row row : ask(unknown, ids -> probe.catalogue(role, FenceQueries.TABLES, ids))) {
      var table =
          tables.computeIfAbsent(
              row.getLong("id"),
              id ->
                  new Table(
                      row.getString("schema"),
                      row.getString("schema") + "." + row.getString("name"),
                      row.getString("kind"),
                      new HashMap<>(),
                      owners.getOrDefault(id, Set.of())));
      if (row.getInteger("number") != null) {
        table.columns().put(row.getInteger("number"), row.getString("attribute"));
      }
    }
  }

  private static Long[] unknown(Collection<Long> ids, Map<Long, ?> known) {
    return ids.stream().filter(id -> id != 0 && !known.containsKey(id)).toArray(Long[]::new);
  }

  private static Iterable<Row> ask(Long[] ids, Function<Object, Iterable<Row>> question) {
    return ids.length == 0 ? List.of() : question.apply(ids);
  }

  /** A table that a statement reads. */
  Table table(long id) {
    return known(tables.get(id));
  }

  /** A function that a statement calls. */
  FunctionFacts function(long id) {
    return known(functions.get(id));
  }

  /** The function behind an operator. */
  long functionOf(long operator) {
    return operator(operator).function();
  }

  private Operator operator(long id) {
    return known(operators.get(id));
  }

  /** A type that a statement names. */
  Type type(long id) {
    return known(types.get(id));
  }

  private static <T> T known(@Nullable T found) {
    return Objects.requireNonNull(found, "what the catalogue does not have");
  }

  boolean isEquality(long operator) {
    return operator(operator).name().equals("=");
  }

  /** A type's name as the server writes it; negative ids are arrays of a type. */
  String typeName(long id) {
    var type = types.get(Math.abs(id));
    if (type == null) {
      return "";
    }
    return id < 0 ? type.name() + "[]" : type.name();
  }

  /** Whether a column says who owns its row. */
  boolean isOwnership(Column column) {
    if (column.isOfFunction()) {
      var function = functions.get(-column.relation());
      return function != null && function.schema().equals("ringfence");
    }
    return table(column.relation()).owners().contains(column.number())
        || Ownership.isName(nameOf(column));
  }

  /** What a column is equal to in every row that the policies let a role read, as SQL. */
  Optional<String> callersValue(Role role, Column column) {
    return Optional.ofNullable(callersRows.of(role, column.relation()).get(nameOf(column)));
  }

  /** A column's name, without its table. */
  String nameOf(Column column) {
    if (column.isOfFunction()) {
      return function(-column.relation()).name();
    }
    return table(column.relation()).columns().getOrDefault(column.number(), "");
  }

  /** What messages call a role. */
  String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
