package dev.ringfence.bench;

import java.util.ArrayList;
import java.util.List;

/** A result while it is measured. */
final class BenchDraft {
  private final List<String> machine = Machine.facts();
  private final List<Series> series = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  void add(Series measured) {
    series.add(measured);
  }

  void goal(String what, double limit, Series of, double measured) {
    goal(what, limit, of.unit(), measured);
  }

  void goal(String what, double limit, Series.Unit unit, double measured) {
    goals.add(new Goal(what, limit, measured, unit));
  }

  void remark(String text) {
    remarks.add(text);
  }

  BenchResult result() {
    return new BenchResult(machine, series, goals, remarks);
  }
}
