package dev.ringfence.report;

/**
 * A finding as a stored report names it.
 *
 * @param id the rule and the tap
 */
public record StoredIssue(String id, String family, String attack, String persona, String channel) {

  /** The case that showed it. */
  public String source() {
    return family + "/" + attack + " as " + persona;
  }

  /** For people, in one line that does nothing to a terminal. */
  public String title() {
    return Printable.of(id + " in " + source());
  }
}
