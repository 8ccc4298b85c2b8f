package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.Origins;
import dev.ringfence.querytree.StatementReading;
import dev.ringfence.querytree.Writing;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tool, what the server makes of its statement for one role, and what the catalogue says of what
 * that names.
 *
 * @param masked the columns that this tool or another one of its file masks
 * @param target the table that it writes; null for a tool that reads
 * @param functions of the users' own that it calls, directly or through others, by their ids
 */
record ReadTool(
    ToolDefinition tool,
    Role role,
    StatementReading statement,
    FenceCatalogue catalogue,
    MaskedColumns masked,
    @Nullable WrittenTable target,
    Map<Long, FunctionBody> functions) {

  /** What a tool writes, and where. */
  record Written(Writing writing, WrittenTable table) {}

  /** What it writes; empty for a tool that reads. */
  Optional<Written> written() {
    var writing = statement.writing();
    return writing == null || target == null
        ? Optional.empty()
        : Optional.of(new Written(writing, target));
  }

  /** The ownership columns among the origins of a value, by their names. */
  Set<String> owners(Origins origins) {
    return names(origins.columns().stream().filter(catalogue::isOwnership).toList());
  }

  /** The names of columns, in the order of the alphabet. */
  Set<String> names(Collection<Column> columns) {
    return columns.stream().map(catalogue::nameOf).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The parameters among the origins of a value, by their names. */
  Set<String> parameters(Origins origins) {
    return origins.parameters().stream()
        .map(number -> number <= tool.parameters().size() ? parameter(number).name() : "$" + number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A parameter by its number, from 1 to how many there are. */
  ToolParameter parameter(int number) {
    return tool.parameters().get(number - 1);
  }

  /** Every value that flows anywhere in the statement. */
  Stream<Origins> values() {
    return Stream.of(
            statement.outputs().stream().map(StatementReading.Output::origins),
            statement.meetings().stream(),
            statement.uses().stream().map(StatementReading.Use::origins))
        .flatMap(values -> values);
  }
}
