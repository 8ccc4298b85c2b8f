package dev.ringfence.parsing;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How files are read outside of this process.
 *
 * @param processes how many files are read at the same time
 * @param patience how long one file may take
 * @param heapMegabytes how much memory each process may use for what it reads
 * @param java the launcher that starts them
 * @param program the class that is started
 */
record ParserSettings(
    int processes, Duration patience, int heapMegabytes, Path java, String program) {
  private static final int HEAP_MEGABYTES = 384;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  ParserSettings {
    if (processes < 1 || heapMegabytes < 8 || !patience.isPositive()) {
      throw new IllegalArgumentException("files are read by at least one process, in some time");
    }
  }

  /** A process for each core, with a minute for a file. */
  static ParserSettings standard() {
    return new ParserSettings(
        Runtime.getRuntime().availableProcessors(),
        PATIENCE,
        HEAP_MEGABYTES,
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ParserWorker.class.getName());
  }

  ParserSettings withPatience(Duration other) {
    return new ParserSettings(processes, other, heapMegabytes, java, program);
  }

  ParserSettings withHeapMegabytes(int other) {
    return new ParserSettings(processes, patience, other, java, program);
  }

  ParserSettings withJava(Path other) {
    return new ParserSettings(processes, patience, heapMegabytes, other, program);
  }

  ParserSettings withProgram(String other) {
    return new ParserSettings(processes, patience, heapMegabytes, java, other);
  }
}
