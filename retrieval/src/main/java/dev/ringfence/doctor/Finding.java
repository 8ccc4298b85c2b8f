package dev.ringfence.doctor;

/**
 * An object of the database that breaks a rule.
 *
 * @param rule the rule's stable id
 * @param object what it is about, such as {@code demo.invoice}
 * @param part which part of the object, such as {@code policy staff_rows}; empty for all of it
 * @param problem what can happen, in a sentence or two
 * @param fix SQL that mends it, or a comment that says what a person has to decide
 */
public record Finding(
    String rule, Severity severity, String object, String part, String problem, String fix) {

  /** In a line, as it is said when the service does not start. */
  @Override
  public String toString() {
    return rule + "  " + object + ": " + problem + "  Mend: " + fix;
  }
}
