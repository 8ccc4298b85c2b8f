package dev.ringfence.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  static List<String> facts() {
    return List.of(
        "machine: "
            + Runtime.getRuntime().availableProcessors()
            + " processors"
            + valueIn("/proc/cpuinfo", "model name", " of ")
            + valueIn("/proc/meminfo", "MemTotal", ", memory ")
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", Java "
            + Runtime.version(),
        String.format(
            Locale.ROOT,
            "load at the beginning: %.1f processes want to run",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  /** A value of Linux's own files, where they are. */
  private static String valueIn(String file, String key, String before) {
    try {
      return Files.readString(Path.of(file))
          .lines()
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> before + line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
