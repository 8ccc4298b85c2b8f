package dev.ringfence.report;

import java.util.Locale;

/** How much a finding matters: what is lost if somebody uses it. */
public enum Severity {
  /** Somebody else's rows are read or written, or whatever binds them is forged. */
  CRITICAL("error", "9.5"),
  /** Personal data leaves, somebody is served who has no right, or a person decides nothing. */
  HIGH("error", "8.0"),
  /** One wall of several is down, or something can be guessed that was not shown. */
  MEDIUM("warning", "5.5"),
  /** Nothing is lost by it alone. */
  LOW("note", "2.5");

  final String level;
  final String score;

  /**
   * @param level of SARIF
   * @param score from 0 to 10, as code hosts sort findings
   */
  Severity(String level, String score) {
    this.level = level;
    this.score = score;
  }

  /** As reports name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
