package dev.ringfence.doctor;

import java.util.Locale;

/** How bad a finding is: an error keeps the service from starting, a warning does not. */
public enum Severity {
  ERROR,
  WARNING;

  /** As it stands in reports: {@code error} or {@code warning}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
