package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.report.Issue;

/**
 * What differs from case to case, and follows from the case alone: whichever else is run, and
 * however many attacks there are, it stays the same, and with it the fingerprint of a finding.
 */
final class Turn {
  private Turn() {}

  /** A number without a sign. */
  static int of(String attack, Persona persona) {
    String name = attack + " as " + persona.label();
    return Integer.parseInt(Issue.sha256(name.getBytes(UTF_8)).substring(0, 7), 16);
  }

  /** Whether the case is answered as a stream, as about half of them are. */
  static boolean streams(String attack, Persona persona) {
    return of(attack, persona) % 2 == 0;
  }
}
