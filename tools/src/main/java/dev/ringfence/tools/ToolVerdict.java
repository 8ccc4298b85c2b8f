package dev.ringfence.tools;

import dev.ringfence.database.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a tool may be offered to a model.
 *
 * @param reasons why not, each with what to write instead; none where it loads
 * @param notes what the second look and the audit cannot see of a tool that loads
 * @param tables that a tool which loads reads, as {@code schema.table}, behind views too
 * @param inFunctions those of them that functions read, whose rows no witness can stand beside
 * @param claims the SQL of what the service fills parameters with, by role and the parameter's
 *     number from 1
 */
public record ToolVerdict(
    String tool,
    Place at,
    List<String> reasons,
    List<String> notes,
    Set<String> tables,
    Set<String> inFunctions,
    Map<Role, Map<Integer, String>> claims) {
  /** A verdict on what was not proven. */
  public ToolVerdict(String tool, Place at, List<String> reasons, List<String> notes) {
    this(tool, at, reasons, notes, Set.of(), Set.of(), Map.of());
  }

  public ToolVerdict {
    claims = Map.copyOf(claims);
    reasons = List.copyOf(reasons);
    notes = List.copyOf(notes);
    tables = Collections.unmodifiableSet(new TreeSet<>(tables));
    inFunctions = Collections.unmodifiableSet(new TreeSet<>(inFunctions));
  }

  /** Whether nothing speaks against it. */
  public boolean loads() {
    return reasons.isEmpty();
  }

  /** The same for other reasons. */
  public ToolVerdict because(List<String> others) {
    return new ToolVerdict(tool, at, others, notes, tables, inFunctions, claims);
  }

  /** The same with a note; none where that is empty. */
  ToolVerdict noting(String note) {
    if (note.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(notes);
    all.add(note);
    return new ToolVerdict(tool, at, reasons, all, tables, inFunctions, claims);
  }
}
