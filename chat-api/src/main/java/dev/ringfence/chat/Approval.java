package dev.ringfence.chat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A write that was proposed, as it is stored for its person.
 *
 * @param toolHash what tells whether the tool is still the one that was shown
 * @param nonce 32 hexadecimal digits
 * @param arguments in their canonical form
 * @param result what was written, as JSON; empty where nothing was
 * @param code says more about how it ended; empty where there is no more to say
 * @param reason of whoever denied it, in their own words
 */
record Approval(
    UUID id,
    String conversation,
    String tool,
    String toolHash,
    String nonce,
    String arguments,
    Instant createdAt,
    Instant expiresAt,
    Status status,
    String code,
    String reason,
    String result) {

  /** How it stands. What is not proposed any more stays what it is. */
  enum Status {
    PROPOSED,
    DONE,
    DENIED,
    EXPIRED,
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Everything that a decision is bound to, but for whose it is. */
  List<String> bound() {
    return List.of(
        conversation,
        id.toString(),
        tool,
        toolHash,
        nonce,
        arguments,
        createdAt.toString(),
        expiresAt.toString());
  }

  boolean isOpen(Instant now) {
    return status == Status.PROPOSED && now.isBefore(expiresAt);
  }

  /** Its parameters and its result are the person's alone, and stand in no log. */
  @Override
  public String toString() {
    return "Approval[" + id + ", " + status.word() + "]";
  }

  /** The same, ended. */
  Approval ended(Status end, String endCode, String endReason, String written) {
    return new Approval(
        id,
        conversation,
        tool,
        toolHash,
        nonce,
        arguments,
        createdAt,
        expiresAt,
        end,
        endCode,
        endReason,
        written);
  }
}
