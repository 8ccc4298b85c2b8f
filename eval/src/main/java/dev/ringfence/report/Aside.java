package dev.ringfence.report;

import java.util.List;

/**
 * What a run says beside its verdict.
 *
 * @param rates how often a real model gave way, by strategy, all together last
 * @param notes what could not be looked at from where the lab stood
 */
public record Aside(List<AttackRate> rates, List<String> notes) {
  static final Aside NONE = new Aside(List.of(), List.of());

  /** Keeps the lists as they are. */
  public Aside {
    rates = List.copyOf(rates);
    notes = List.copyOf(notes);
  }
}
