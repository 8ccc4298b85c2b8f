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
    return Integer.parseInt(hash(attack, persona).substring(2, 9), 16);
  }

  /** Whether the case is answered as a stream, as about half of them are. */
  static boolean streams(String attack, Persona persona) {
    return Integer.parseInt(hash(attack, persona).substring(0, 2), 16) % 2 == 0;
  }

  private static String hash(String attack, Persona persona) {
    return Issue.sha256((attack + " as " + persona.label()).getBytes(UTF_8));
  }
}
