package dev.ringfence.database;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Makes seals that the database must not take, each kind in turn, with values by chance. */
final class SealForger {
  static final int KINDS = Kind.values().length;

  private enum Kind {
    ANOTHER_TENANT,
    ANOTHER_SUBJECT,
    ANOTHER_ROLE,
    LATER_EXPIRY,
    ANY_PROCESS_INSTEAD,
    ANOTHER_KEY_ID,
    ANOTHER_VERSION,
    ONE_CHARACTER,
    ONE_BIT_OF_THE_CODE,
    CUT_SHORT,
    LENGTHENED,
    PARTS_SWAPPED,
    PARTS_DROPPED,
    PARTS_DOUBLED,
    UPPER_CASE,
    CODE_OF_NOTHING,
    CODE_OF_ANOTHER_KEY,
    CODE_OF_THE_EMPTY_KEY,
    EXPIRED,
    ANOTHER_PROCESS,
    NOISE
  }

  private final Random random;
  private final SealingKey key;
  private final ContextSeal context;
  private final int process;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private int made;

  SealForger(Random random, SealingKey key, ContextSeal context, int process) {
    this.random = random;
    this.key = key;
    this.context = context;
    this.process = process;
  }

  Set<Kind> kinds() {
    return kinds;
  }

  String next() {
    Kind kind = Kind.values()[made++ % KINDS];
    kinds.add(kind);
    String sealed = context.seal(key, Instant.now(), process);
    List<String> parts = new ArrayList<>(List.of(sealed.split("\\|")));
    return switch (kind) {
      case ANOTHER_TENANT -> with(parts, 2, uuid().toString());
      case ANOTHER_SUBJECT -> with(parts, 3, uuid().toString());
      case ANOTHER_ROLE -> with(parts, 4, random.nextBoolean() ? "staff" : "visitor");
      case LATER_EXPIRY ->
          with(parts, 5, Long.toString(Long.parseLong(parts.get(5)) + 1 + random.nextInt(1 << 30)));
      case ANY_PROCESS_INSTEAD -> with(parts, 6, "0");
      case ANOTHER_KEY_ID -> with(parts, 1, "1." + random.nextInt(Integer.MAX_VALUE));
      case ANOTHER_VERSION -> with(parts, 0, Integer.toString(3 + random.nextInt(9)));
      case ONE_CHARACTER -> oneCharacter(sealed);
      case ONE_BIT_OF_THE_CODE -> with(parts, 7, oneBit(parts.get(7)));
      case CUT_SHORT -> sealed.substring(0, random.nextInt(sealed.length()));
      case LENGTHENED -> sealed + "0123456789abcdef|".charAt(random.nextInt(17));
      case PARTS_SWAPPED -> swapped(parts);
      case PARTS_DROPPED -> dropped(parts);
      case PARTS_DOUBLED -> doubled(parts);
      case UPPER_CASE -> sealed.toUpperCase(java.util.Locale.ROOT);
      case CODE_OF_NOTHING -> with(parts, 7, "");
      case CODE_OF_ANOTHER_KEY -> context.seal(under(bytes()), Instant.now(), process);
      case CODE_OF_THE_EMPTY_KEY -> context.seal(under(new byte[32]), Instant.now(), process);
      case EXPIRED ->
          context.seal(
              key,
              Instant.now()
                  .minus(ContextSeal.LIFETIME)
                  .minus(Duration.ofMillis(5 + random.nextInt(100_000_000))),
              process);
      case ANOTHER_PROCESS ->
          context.seal(key, Instant.now(), process + 1 + random.nextInt(1_000_000));
      case NOISE -> noise();
    };
  }

  private SealingKey under(byte[] secret) {
    return new SealingKey(key.id(), new HmacKey(secret), key.validUntil());
  }

  private static String with(List<String> parts, int index, String value) {
    parts.set(index, value);
    return String.join("|", parts);
  }

  private String oneCharacter(String sealed) {
    int at = random.nextInt(sealed.length());
    char other = (char) (' ' + random.nextInt(94));
    return sealed.charAt(at) == other
        ? sealed.substring(1)
        : sealed.substring(0, at) + other + sealed.substring(at + 1);
  }

  private String oneBit(String code) {
    int at = random.nextInt(code.length());
    int flipped = Character.digit(code.charAt(at), 16) ^ (1 << random.nextInt(4));
    return code.substring(0, at) + Character.forDigit(flipped, 16) + code.substring(at + 1);
  }

  private String swapped(List<String> parts) {
    int one = random.nextInt(parts.size());
    int other = (one + 1 + random.nextInt(parts.size() - 1)) % parts.size();
    java.util.Collections.swap(parts, one, other);
    return String.join("|", parts);
  }

  private String dropped(List<String> parts) {
    parts.remove(random.nextInt(parts.size()));
    return String.join("|", parts);
  }

  private String doubled(List<String> parts) {
    int at = random.nextInt(parts.size());
    parts.add(at, parts.get(at));
    return String.join("|", parts);
  }

  private String noise() {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(400);
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(4) == 0 ? '|' : (char) (1 + random.nextInt(0x2fff)));
    }
    return text.toString();
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }
}
