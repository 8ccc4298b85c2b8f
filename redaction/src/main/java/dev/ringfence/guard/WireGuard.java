package dev.ringfence.guard;

import dev.ringfence.guard.GuardException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * The last look at a request before it leaves: reads the bytes as they will be sent, through a few
 * layers of escapes, and blocks when an e-mail address, a phone number, a card, a bank account or a
 * secret stands in them. Its rules are narrower than the redactor's, because a request is full of
 * identifiers and figures.
 */
public final class WireGuard {
  /** How many layers of escapes are looked through: JSON in JSON, and an encoded URL in that. */
  private static final int LAYERS = 4;

  /**
   * Returns when nothing personal was seen.
   *
   * @throws GuardException when something was, or when the bytes cannot be read
   */
  public void check(byte[] requestBody) {
    Map<Kind, Integer> seen;
    try {
      seen = seen(requestBody);
    } catch (GuardException unreadable) {
      throw unreadable;
    } catch (RuntimeException | StackOverflowError failure) {
      // Without its cause, whose message might quote what it choked on.
      throw new GuardException(Map.of(Kind.FAILED, 1));
    }
    if (!seen.isEmpty()) {
      throw new GuardException(seen);
    }
  }

  private static Map<Kind, Integer> seen(byte[] requestBody) {
    String text = Plain.of(decode(requestBody));
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    for (int layer = 0; layer < LAYERS; layer++) {
      note(seen, Kind.EMAIL, Emails.count(text));
      note(seen, Kind.PHONE, Phones.count(text));
      note(seen, Kind.CARD, Cards.count(text));
      note(seen, Kind.IBAN, Ibans.count(text));
      note(seen, Kind.SECRET, Secrets.count(text));
      String inner = Plain.of(Escapes.removed(text));
      if (inner.equals(text)) {
        break;
      }
      text = inner;
    }
    return seen;
  }

  private static void note(Map<Kind, Integer> seen, Kind kind, int count) {
    if (count > 0) {
      seen.merge(kind, count, Math::max);
    }
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException unreadable) {
      throw new GuardException(Map.of(Kind.UNREADABLE, 1));
    }
  }
}
