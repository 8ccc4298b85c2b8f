package dev.ringfence.bench;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of Linux's {@code /proc/<pid>/status}. */
final class ProcStatus {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  private ProcStatus() {}

  /** Millions of bytes in memory; empty where it does not say. */
  static OptionalDouble residentMegabytes(String status) {
    Matcher matcher = RESIDENT.matcher(status);
    return matcher.find()
        ? OptionalDouble.of(Long.parseLong(matcher.group(1)) * 1024 / 1e6)
        : OptionalDouble.empty();
  }
}
