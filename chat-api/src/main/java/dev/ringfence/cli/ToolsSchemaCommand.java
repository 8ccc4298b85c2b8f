package dev.ringfence.cli;

import dev.ringfence.tools.ToolFile;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ringfence tools schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of a file of tools, for editors that check YAML by one.")
final class ToolsSchemaCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(ToolFile.schema());
    out.flush();
    return 0;
  }
}
