package dev.ringfence.proposal;

import java.util.List;
import java.util.SequencedMap;

/** Drafts what a model may say to a tool: a state, days, a number of rows, which one is meant. */
final class ParameterDrafts {
  private static final int MOST_VALUES = 30;
  private static final int LONGEST_STATE = 40;
  private static final int LONGEST_REFERENCE = 100;

  /** What a double can hold exactly, as the numbers of JSON are. */
  private static final long MOST = 9_007_199_254_740_991L;

  private final Subject subject;

  ParameterDrafts(Subject subject) {
    this.subject = subject;
  }

  /** How many rows at most. */
  static SequencedMap<String, Object> limit(int most) {
    SequencedMap<String, Object> parameter = begun("limit", "How many", "integer");
    parameter.put("minValue", 1);
    parameter.put("maxValue", most);
    parameter.put("default", 10);
    parameter.put("description", "How many at most");
    return parameter;
  }

  static SequencedMap<String, Object> day(String name, String label, String description) {
    SequencedMap<String, Object> parameter = begun(name, label, "string");
    parameter.put("format", "date");
    parameter.put("required", false);
    parameter.put("description", description);
    return parameter;
  }

  /** What a column may hold is offered where the schema says it and nothing in it is personal. */
  SequencedMap<String, Object> state(TableColumn column) {
    String label = subject.label(column);
    SequencedMap<String, Object> parameter = begun(name(column, "state"), label, "string");
    if (isOffered(column.values())) {
      parameter.put("allowedValues", column.values());
    } else {
      parameter.put("maxLength", LONGEST_STATE);
    }
    parameter.put("required", false);
    parameter.put("description", "Only those of this " + Subject.lower(label));
    return parameter;
  }

  private boolean isOffered(List<String> values) {
    return !values.isEmpty()
        && values.size() <= MOST_VALUES
        && values.stream()
            .allMatch(
                value ->
                    value.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} _./-]{0,39}")
                        && value.strip().equals(value)
                        && subject.isHarmless(value));
  }

  /** Which one is meant. */
  SequencedMap<String, Object> reference(TableColumn column) {
    String label = subject.label(column);
    SequencedMap<String, Object> parameter =
        begun(name(column, "reference"), label, column.isNumber() ? "integer" : "string");
    if (column.isUuid()) {
      parameter.put("format", "uuid");
    } else if (column.isNumber()) {
      parameter.put("minValue", 0);
      parameter.put("maxValue", most(column));
    } else {
      parameter.put("minLength", 1);
      parameter.put("maxLength", LONGEST_REFERENCE);
    }
    parameter.put("required", true);
    parameter.put("description", "The " + Subject.lower(label) + " of the one that is meant");
    return parameter;
  }

  private static long most(TableColumn column) {
    return switch (column.type()) {
      case "smallint" -> Short.MAX_VALUE;
      case "integer" -> Integer.MAX_VALUE;
      default -> MOST;
    };
  }

  private static SequencedMap<String, Object> begun(String name, String label, String type) {
    return ToolDraft.keys("name", name, "label", label, "type", type);
  }

  /** A parameter's name that is none of the others', and no owner's. */
  private static String name(TableColumn column, String otherwise) {
    String name = Subject.ascii(column.name(), otherwise);
    return List.of("from", "until", "limit", "tenant_id", "customer_id", "owner_id").contains(name)
        ? otherwise
        : name;
  }
}
