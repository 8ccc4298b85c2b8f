package dev.ringfence.proposal;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes tools as a tool file has them. Every text is a plain scalar, or one in double quotes. */
final class ToolYaml {
  /** What is one text in any place of YAML. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9_.;()/' -]*[A-Za-z0-9_.)?]|[A-Za-z]");

  /** What is one text on a line of its own. */
  private static final Pattern LINE =
      Pattern.compile("[A-Za-z][A-Za-z0-9_.;()/', -]*[A-Za-z0-9_.)?]");

  private static final Pattern WORD_OF_YAML =
      Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

  private ToolYaml() {}

  static String document(ToolDraft tool) {
    StringBuilder yaml = new StringBuilder("kind: tool\n");
    line(yaml, "name", text(tool.name()));
    line(yaml, "type", "postgres-sql");
    line(yaml, "source", "own");
    line(yaml, "description", onLine(tool.description()));
    statement(yaml, tool.statement());
    if (!tool.parameters().isEmpty()) {
      yaml.append("parameters:\n");
      tool.parameters()
          .forEach(parameter -> yaml.append("  - ").append(flow(parameter)).append('\n'));
    }
    line(yaml, "annotations", "{readOnlyHint: true}");
    yaml.append("x-ringfence:\n");
    line(yaml, "  label", text(tool.label()));
    line(yaml, "  access", flow(tool.access()));
    yaml.append("  result:\n");
    tool.result().forEach((name, keys) -> line(yaml, "    " + text(name), flow(keys)));
    line(yaml, "  rows", String.valueOf(tool.rows()));
    if (!tool.title().isEmpty()) {
      line(yaml, "  title", Text.yaml(tool.title()));
    }
    yaml.append("  examples:\n");
    tool.examples().forEach(example -> yaml.append("    - ").append(onLine(example)).append('\n'));
    return yaml.toString();
  }

  private static void line(StringBuilder yaml, String key, String value) {
    yaml.append(key).append(": ").append(value).append('\n');
  }

  /** A block where every line of it is one; else a scalar that says each character. */
  private static void statement(StringBuilder yaml, List<String> lines) {
    if (lines.stream().allMatch(Text::isLine)) {
      yaml.append("statement: |\n");
      lines.forEach(line -> yaml.append("  ").append(line).append('\n'));
    } else {
      line(yaml, "statement", Text.yaml(String.join("\n", lines)));
    }
  }

  private static String onLine(String text) {
    return LINE.matcher(text).matches() ? text : text(text);
  }

  private static String text(String text) {
    return PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches()
        ? text
        : Text.yaml(text);
  }

  private static String flow(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> text(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(ToolYaml::flow).collect(Collectors.joining(", ", "[", "]"));
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> text(String.valueOf(value));
    };
  }
}
