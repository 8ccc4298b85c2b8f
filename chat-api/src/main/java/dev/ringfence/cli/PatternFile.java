package dev.ringfence.cli;

import dev.ringfence.redaction.CustomPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A company's own patterns: YAML, each name with its expression. */
final class PatternFile {
  private PatternFile() {}

  /**
   * Reads the patterns of a file.
   *
   * @throws CommandException for a file that cannot be read or says something else
   */
  static List<CustomPattern> read(Path file) {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (!(root instanceof Map<?, ?> patterns)) {
        throw Configuration.wrong(
            file + ": the file has a line for each pattern, such as employee-id: 'E-[0-9]{6}'");
      }
      return patterns.entrySet().stream().map(entry -> pattern(file, entry)).toList();
    } catch (YamlEngineException e) {
      throw Configuration.wrong(
          file + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw Configuration.wrong(file + " cannot be read");
    }
  }

  private static CustomPattern pattern(Path file, Map.Entry<?, ?> entry) {
    if (!(entry.getValue() instanceof String expression)) {
      throw Configuration.wrong(file + ": " + entry.getKey() + " has no expression, in quotes");
    }
    try {
      return new CustomPattern(String.valueOf(entry.getKey()), expression);
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong(file + ": " + e.getMessage());
    }
  }
}
