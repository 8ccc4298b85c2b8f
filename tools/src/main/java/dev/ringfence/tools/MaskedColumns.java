package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.StatementReading;
import dev.ringfence.vault.SensitiveType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of tables that a model may not see, with their masks, as the tools of one file
 * declare them: what one tool masks no other tool shows or asks about.
 */
final class MaskedColumns {
  private final Map<Column, Set<SensitiveType>> masks = new HashMap<>();
  private final Map<Column, String> declaredBy = new HashMap<>();

  /** Adds what a tool masks. */
  void add(ToolDefinition tool, StatementReading statement) {
    for (var output : statement.outputs()) {
      tool.columns().stream()
          .filter(column -> column.name().equals(output.name()) && column.sensitive())
          .findFirst()
          .ifPresent(
              column -> {
                for (var origin : output.origins().columns()) {
                  declaredBy.putIfAbsent(origin, tool.name());
                  var types = masks.computeIfAbsent(origin, _ -> new HashSet<>());
                  Optional.ofNullable(column.mask()).ifPresent(types::add);
                }
              });
    }
  }

  boolean contains(Column column) {
    return masks.containsKey(column);
  }

  /** The tool that declares a column masked. */
  String declaredBy(Column column) {
    return declaredBy.getOrDefault(column, "");
  }

  /** Whether a column may be asked for by a value of a type. */
  boolean admits(Column column, SensitiveType type) {
    var types = masks.get(column);
    return types == null || types.isEmpty() || types.contains(type);
  }
}
