package dev.ringfence.doctor;

import java.time.LocalDate;

/**
 * A finding that somebody has decided to live with, for a while.
 *
 * @param rule the rule's id
 * @param object the object's name, as in the finding
 * @param part which part of the object, as in the finding; empty for every part
 * @param reason why, for whoever asks later
 * @param expires the last day it holds
 */
public record Accepted(String rule, String object, String part, String reason, LocalDate expires) {
  /** Checks that it says what, why and until when. */
  public Accepted {
    if (rule.isBlank() || object.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an accepted finding has a rule, an object and a reason");
    }
  }

  /** Accepts one finding, and no other part of its object. */
  public static Accepted of(Finding finding, String reason, LocalDate expires) {
    return new Accepted(finding.rule(), finding.object(), finding.part(), reason, expires);
  }

  boolean covers(Finding finding) {
    return rule.equals(finding.rule())
        && object.equals(finding.object())
        && (part.isEmpty() || part.equals(finding.part()));
  }

  boolean isSame(Accepted other) {
    return rule.equals(other.rule) && object.equals(other.object) && part.equals(other.part);
  }
}
