package dev.ringfence.cli;

import dev.ringfence.tools.ResultColumn.Treatment;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringfence tools list}. */
@Command(
    name = "list",
    description = "Lists the tools of a file; without one those of RINGFENCE_TOOLS, or the demo's.")
final class ToolsListCommand implements Callable<Integer> {
  /** How the tools are printed. */
  enum Format {
    TEXT,
    MARKDOWN
  }

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--format",
      description = "text, or markdown for documentation (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "the file of tools")
  private @Nullable Path file;

  @Override
  public Integer call() {
    var tools = CommonSettings.tools(common.configuration(), file).tools();
    if (format == Format.MARKDOWN) {
      tools.forEach(this::document);
    } else {
      tools.forEach(this::print);
    }
    out().flush();
    return 0;
  }

  private void print(ToolDefinition tool) {
    out()
        .printf(
            "%-28s %-24s %-5s %s(%s)%n",
            tool.name(),
            access(tool),
            tool.writes() ? "write" : "read",
            tool.label(),
            tool.asked().stream()
                .map(ToolsListCommand::parameter)
                .collect(Collectors.joining(", ")));
  }

  private void document(ToolDefinition tool) {
    out()
        .printf(
            "## %s%n%n%s%n%n`%s`, for: %s%s%n%n",
            tool.label(), tool.description(), tool.name(), access(tool), write(tool));
    if (!tool.asked().isEmpty()) {
      out().printf("| parameter | | what it is |%n| --- | --- | --- |%n");
      tool.asked()
          .forEach(
              parameter ->
                  out()
                      .printf(
                          "| `%s` | %s | %s |%n",
                          parameter.name(),
                          parameter.required() ? "required" : "optional",
                          parameter.description().replace("|", "\\|")));
      out().println();
    }
    if (!tool.columns().isEmpty()) {
      out().printf("| column | type | a model sees |%n| --- | --- | --- |%n");
      tool.columns()
          .forEach(
              column ->
                  out()
                      .printf(
                          "| `%s` | %s | %s |%n",
                          column.name(),
                          column.type(),
                          switch (column.treatment()) {
                            case Treatment.Shown _ -> "the value, masked where it is personal";
                            case Treatment.Masked masked ->
                                "a placeholder: " + masked.type().name().toLowerCase(Locale.ROOT);
                            case Treatment.Dropped _ -> "nothing";
                          }));
      out().println();
    }
    out()
        .printf(
            "At most %d rows in %d ms.%n%n",
            tool.bounds().rows(), tool.bounds().timeout().toMillis());
  }

  /** What a person has to approve, and whether it can be undone. */
  private static String write(ToolDefinition tool) {
    var write = tool.write();
    if (write == null) {
      return "";
    }
    return "; it proposes a write, which " + (write.reversible() ? "can" : "cannot") + " be undone";
  }

  private static String access(ToolDefinition tool) {
    return tool.access().stream()
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String parameter(ToolParameter parameter) {
    return parameter.name() + (parameter.required() ? "" : "?");
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
