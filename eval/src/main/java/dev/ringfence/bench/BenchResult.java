package dev.ringfence.bench;

import java.util.List;

/**
 * What a run of the benchmark measured.
 *
 * @param machine where, a line for each fact
 * @param remarks what a reader has to know of this run, such as what could not be measured here
 */
record BenchResult(
    List<String> machine, List<Series> series, List<Goal> goals, List<String> remarks) {
  BenchResult {
    machine = List.copyOf(machine);
    series = List.copyOf(series);
    goals = List.copyOf(goals);
    remarks = List.copyOf(remarks);
  }
}
