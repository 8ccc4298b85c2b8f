package dev.ringfence.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what may not stand in a list of processes: tokens and texts, from files and from the
 * environment.
 */
final class LiveSecrets {
  private static final int LEAST = 8;
  private static final long MOST_BYTES = 1 << 20;

  private final Map<String, String> environment;

  LiveSecrets(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * A token.
   *
   * @throws LabException where there is none, or what is there cannot be one
   */
  String token(@Nullable Path file, String variable) {
    String token = optional(file, variable);
    if (token.isEmpty()) {
      throw new LabException("there is no token: name a file, or set " + variable);
    }
    return token;
  }

  String optional(@Nullable Path file, String variable) {
    String token =
        file == null ? environment.getOrDefault(variable, "").strip() : read(file).strip();
    if (!token.matches("[\\x21-\\x7e]*")) {
      throw new LabException("what stands for " + variable + " is no token");
    }
    return token;
  }

  /**
   * The lines of a file.
   *
   * @throws LabException for a line so short that it would turn up by chance
   */
  static List<String> lines(@Nullable Path file) {
    if (file == null) {
      return List.of();
    }
    List<String> lines =
        read(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.stream().anyMatch(line -> line.length() < LEAST)) {
      throw new LabException(
          file + " has a line of fewer than " + LEAST + " characters, which turns up by chance");
    }
    return lines;
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new LabException(file + " is too large");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new LabException(file + " cannot be read", e);
    }
  }
}
