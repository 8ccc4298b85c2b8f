package dev.ringfence.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.ringfence.database.Role;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tools each role may call. It never changes; a new set of tools is a new catalog, all or
 * nothing.
 */
public final class ToolCatalog {
  private final List<ToolDefinition> all;
  private final Map<Role, List<ToolDefinition>> tools = new EnumMap<>(Role.class);
  private final Map<Role, List<ToolSpecification>> specifications = new EnumMap<>(Role.class);

  private final Map<String, WitnessedStatement> statements;
  private final Map<String, Map<Role, Map<Integer, String>>> claims;

  /**
   * A catalog of tools that the check let pass.
   *
   * @param statements what runs for each tool that has a statement
   * @param claims what the service fills parameters with, by tool and role: SQL by their numbers
   */
  ToolCatalog(
      Collection<ToolDefinition> checked,
      Map<String, WitnessedStatement> statements,
      Map<String, Map<Role, Map<Integer, String>>> claims) {
    this.statements = Map.copyOf(statements);
    this.claims = Map.copyOf(claims);
    var names = new HashSet<String>();
    for (var tool : checked) {
      if (!names.add(tool.name())) {
        throw new IllegalArgumentException("two tools are called " + tool.name());
      }
    }
    all = List.copyOf(checked);
    for (var role : Role.values()) {
      var available = checked.stream().filter(tool -> tool.access().contains(role)).toList();
      tools.put(role, available);
      specifications.put(role, available.stream().map(ToolSchema::of).toList());
    }
  }

  /** A catalog without tools. */
  public static ToolCatalog empty() {
    return new ToolCatalog(List.of(), Map.of(), Map.of());
  }

  /** The same without tools that write. */
  public ToolCatalog reading() {
    return new ToolCatalog(
        all.stream().filter(tool -> !tool.writes()).toList(), statements, claims);
  }

  /** Every tool, in the order of the file. */
  public List<ToolDefinition> all() {
    return all;
  }

  /** What runs when a tool is called. */
  WitnessedStatement statement(ToolDefinition tool, ToolBody.Statement written) {
    return statements.getOrDefault(tool.name(), WitnessedStatement.bare(written.sql(), List.of()));
  }

  /**
   * What the service fills parameters of a tool with, as SQL by their numbers from 1.
   *
   * @throws IllegalStateException where a parameter that it fills has none
   */
  Map<Integer, String> claims(ToolDefinition tool, Role role) {
    var filled = claims.getOrDefault(tool.name(), Map.of()).getOrDefault(role, Map.of());
    if (filled.size() != tool.parameters().size() - tool.asked().size()) {
      throw new IllegalStateException("a parameter of " + tool.name() + " is filled with nothing");
    }
    return filled;
  }

  /** What a role may call, in the order of the file. */
  public List<ToolDefinition> availableTo(Role role) {
    return tools.getOrDefault(role, List.of());
  }

  /** The same, as a model is told about it. */
  public List<ToolSpecification> specificationsFor(Role role) {
    return specifications.getOrDefault(role, List.of());
  }

  /** The tool of a name, where the role may call it; empty for one that only others may call. */
  public Optional<ToolDefinition> find(Role role, String name) {
    return availableTo(role).stream().filter(tool -> tool.name().equals(name)).findFirst();
  }
}
