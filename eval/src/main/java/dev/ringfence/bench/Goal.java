package dev.ringfence.bench;

/** A figure that was promised, with what was measured: met when it is below its limit. */
record Goal(String what, double limit, double measured, Series.Unit unit) {
  boolean met() {
    return measured < limit;
  }
}
