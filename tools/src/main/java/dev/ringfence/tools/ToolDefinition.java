package dev.ringfence.tools;

import dev.ringfence.database.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool as its file declares it.
 *
 * @param label what a person calls it
 * @param access the roles it is offered to, never empty
 * @param columns every column of its result, in the order of the file
 * @param title how the source of one row is named; null for the label alone
 * @param examples phrasings of questions that it answers
 * @param write what it writes once a person has approved it; null for a tool that reads
 */
public record ToolDefinition(
    String name,
    String label,
    String description,
    ToolBody body,
    List<ToolParameter> parameters,
    Set<Role> access,
    List<ResultColumn> columns,
    Bounds bounds,
    @Nullable TitleTemplate title,
    List<String> examples,
    @Nullable Write write,
    Place at) {
  public ToolDefinition {
    parameters = List.copyOf(parameters);
    access = Collections.unmodifiableSet(EnumSet.copyOf(access));
    columns = List.copyOf(columns);
    examples = List.copyOf(examples);
  }

  /** The parameters that a call may name, in their order. */
  public List<ToolParameter> asked() {
    return parameters.stream().filter(parameter -> !parameter.claimBound()).toList();
  }

  /** Whether a call of it proposes a write, which a person has to approve. */
  public boolean writes() {
    return write != null;
  }

  /**
   * What a person is told about a write before they approve it.
   *
   * @param reversible whether it can be undone
   */
  public record Write(boolean reversible) {}

  /**
   * What one call may take.
   *
   * @param rows rows that a model is shown at most
   * @param timeout how long the statement may run
   * @param bytes size of the result as JSON
   */
  public record Bounds(int rows, Duration timeout, int bytes) {
    static final Bounds STANDARD = new Bounds(20, Duration.ofSeconds(2), 32 * 1024);
  }
}
