package dev.ringfence.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a task's queries find, read around every policy: what a right answer has to hold. */
final class TaskFacts {
  private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

  private static final String IDS =
      "SELECT m.tenant_id::text, m.member_id::text FROM ringfence.membership m"
          + " JOIN ringfence.tenant t ON t.id = m.tenant_id WHERE t.slug = ? AND m.subject = ?";

  private final LabDatabase database;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> ids = new LinkedHashMap<>();

  /**
   * Reads them.
   *
   * @throws LabException where a query does not find one row
   */
  TaskFacts(LabDatabase database, Task task) {
    this.database = database;
    learn(task.who().tenant(), task.who().user(), "me");
    learn(task.who().tenant(), task.who().about(), "them");
    for (String sql : task.facts()) {
      List<Map<String, String>> rows = database.rows(query(sql));
      if (rows.size() != 1) {
        throw new LabException("a query for facts found " + rows.size() + " rows: " + sql);
      }
      values.putAll(rows.getFirst());
    }
  }

  private void learn(String tenant, String user, String name) {
    if (!user.isEmpty()) {
      Map<String, String> row = database.rows(IDS, tenant, user).getFirst();
      ids.put("tenant", "'" + row.get("tenant_id") + "'");
      ids.put(name, "'" + row.get("member_id") + "'");
    }
  }

  /** SQL with {@code {tenant}}, {@code {me}} and {@code {them}} as ids, and facts as they are. */
  String query(String sql) {
    return filled(sql, ids);
  }

  /**
   * A text with its facts.
   *
   * @throws LabException for one that no query gave
   */
  String fill(String text) {
    return filled(text, Map.of());
  }

  private String filled(String text, Map<String, String> first) {
    return NAME.matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1);
              String id = first.get(name);
              String value = id == null ? values.get(name) : id;
              if (value == null) {
                throw new LabException("nothing is known as " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** A step with every fact filled in. */
  Task.Step fill(Task.Step step) {
    return new Task.Step(
        fill(step.says()),
        step.calls().stream().map(this::fill).toList(),
        step.tells(),
        fill(step.answers()),
        step.holds().stream().map(this::fill).toList(),
        step.masks().stream().map(this::fill).toList(),
        step.hides().stream().map(this::fill).toList(),
        step.scope(),
        step.approves(),
        step.written());
  }

  private Task.Call fill(Task.Call call) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    call.arguments()
        .forEach(
            (name, value) ->
                arguments.put(name, value instanceof String text ? fill(text) : value));
    return new Task.Call(call.tool(), arguments);
  }

  /** What a decision should have written, if it is not there. */
  Optional<String> unwritten(Task.Step step) {
    return step.written().isEmpty() || database.rows(query(step.written())).size() == 1
        ? Optional.empty()
        : Optional.of("what was decided is not what is in the database");
  }
}
