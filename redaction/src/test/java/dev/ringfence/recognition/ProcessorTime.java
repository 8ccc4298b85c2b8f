package dev.ringfence.recognition;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What work costs this thread of the processor: however busy the machine is, what it does for
 * others does not count.
 */
final class ProcessorTime {
  private ProcessorTime() {}

  static Duration of(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
  }
}
