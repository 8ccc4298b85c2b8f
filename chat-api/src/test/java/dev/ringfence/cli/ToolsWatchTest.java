package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of tools that changes while the service runs. */
class ToolsWatchTest {
  private static final String TOOL =
      """
      kind: tool
      name: %s
      type: postgres-sql
      description: d
      statement: SELECT 1 AS one LIMIT 1
      x-ringfence: {access: [customer], result: {one: {type: integer}}}
      """;

  @TempDir private Path folder;

  private final List<List<String>> offered = new ArrayList<>();
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("tools.yaml");
    Files.writeString(file, TOOL.formatted("first"));
  }

  private void offer(ToolFile tools) {
    offered.add(tools.tools().stream().map(ToolDefinition::name).toList());
  }

  @Test
  void whatHasChangedIsOfferedOnce() throws IOException {
    try (ToolsWatch watch = new ToolsWatch(file, this::offer)) {
      watch.look();
      assertThat(offered).isEmpty();

      Files.writeString(file, TOOL.formatted("second") + "---\n" + TOOL.formatted("third"));
      watch.look();
      watch.look();
      assertThat(offered).containsExactly(List.of("second", "third"));
    }
  }

  @Test
  void aFileWithAMistakeOrWithoutAFileChangesNothing() throws IOException {
    try (ToolsWatch watch = new ToolsWatch(file, this::offer)) {
      Files.writeString(file, "kind: [tool");
      watch.look();
      Files.delete(file);
      watch.look();
      assertThat(offered).isEmpty();

      Files.writeString(file, TOOL.formatted("mended"));
      watch.look();
      assertThat(offered).containsExactly(List.of("mended"));
    }
  }

  @Test
  void whatTheServiceRefusesIsNotOfferedAgainAndAgain() throws IOException {
    List<String> asked = new ArrayList<>();
    try (ToolsWatch watch =
        new ToolsWatch(
            file,
            tools -> {
              asked.add(tools.name());
              throw new IllegalStateException("refused");
            })) {
      Files.writeString(file, TOOL.formatted("second"));
      watch.look();
      watch.look();
      assertThat(asked).hasSize(1);
    }
  }
}
