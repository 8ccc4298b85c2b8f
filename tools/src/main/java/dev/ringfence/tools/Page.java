package dev.ringfence.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.database.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of its rows that one call shows.
 *
 * @param start how many rows are left out before it
 * @param cursors makes the cursor behind it; null where a call has one page
 */
record Page(RowLimit limit, int start, Cursors.@Nullable Asked asked, @Nullable Cursors cursors) {

  /**
   * The page that a call means.
   *
   * @param fingerprint of the tool
   * @throws ArgumentRefused for a cursor that is none of the same call's
   */
  static Page of(
      RowLimit limit,
      Cursors cursors,
      Principal principal,
      ToolDefinition tool,
      String fingerprint,
      CallArguments.Paged written)
      throws ArgumentRefused {
    if (!limit.pages()) {
      return new Page(limit, 0, null, null);
    }
    var asked =
        new Cursors.Asked(
            principal,
            fingerprint,
            CanonicalArguments.of(tool.parameters(), limit.others(written.values())));
    var cursor = written.cursor();
    if (cursor == null) {
      return new Page(limit, 0, asked, cursors);
    }
    var start =
        cursors
            .rows(asked, cursor)
            .orElseThrow(
                () ->
                    new ArgumentRefused(
                        "The parameter 'cursor' is the 'next' of an earlier result of this tool, with"
                            + " the same other arguments; without it the first rows are read."));
    return new Page(limit, start, asked, cursors);
  }

  /** The statement that reads it. */
  String sql(String statement, int parameters) {
    // On a line of its own: what stands before may end in a comment.
    return start == 0 ? statement : statement + "\nOFFSET $" + (parameters + 1);
  }

  /** The values of that statement. */
  List<@Nullable Object> values(List<@Nullable Object> values) {
    var all = new ArrayList<@Nullable Object>(limit.asked(values));
    if (start > 0) {
      all.add((long) start);
    }
    return all;
  }

  /** What was found, with the cursor behind it where there is more. */
  ObjectNode json(FoundRows found) {
    var json = found.json();
    var behind = start + found.passed();
    // A row that fits into no result would be in the way for ever.
    if (cursors != null
        && asked != null
        && found.truncated()
        && found.passed() > 0
        && behind <= Cursors.DEEPEST) {
      json.put("next", cursors.behind(asked, behind));
    }
    return json;
  }
}
