package dev.ringfence.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Conversations of many people, interleaved, in which placeholders are guessed, copied, varied and
 * posted elsewhere: nobody is shown a value of anybody else. {@code -Dringfence.conversations=N}
 * for how many, {@code -Dringfence.seed=N} for others.
 */
final class InterleavedConversationsTest {
  private static final int OPEN = 48;
  private static final int TURNS = 4;
  private static final Pattern OWNER = Pattern.compile("of(\\d+)n\\d+@");

  private final long seed = Long.getLong("ringfence.seed", 1);
  private final Random random = new Random(seed);
  private final Redactor redactor = Redactor.standard();

  /** One conversation: its own vault, and what its owner wrote in it. */
  private static final class Conversation {
    final int owner;
    final InMemoryVault vault = new InMemoryVault();
    final List<String> values = new ArrayList<>();
    int turns;

    Conversation(int owner) {
      this.owner = owner;
    }
  }

  @Test
  void nobodyIsShownAValueOfAnybodyElse() {
    int conversations = Integer.getInteger("ringfence.conversations", 20_000);
    List<Conversation> open = new ArrayList<>();
    int begun = 0;
    int ended = 0;
    long restored = 0;
    while (ended < conversations) {
      while (open.size() < OPEN && begun < conversations) {
        open.add(new Conversation(++begun));
      }
      int at = random.nextInt(open.size());
      Conversation one = open.get(at);
      restored += turn(one, open.get(random.nextInt(open.size())));
      if (++one.turns == TURNS) {
        open.remove(at);
        ended++;
      }
    }
    assertThat(restored).as("values put back, seed %d", seed).isGreaterThan(conversations);
  }

  /** A turn, in which the person and the model post what they know of another conversation too. */
  private int turn(Conversation one, Conversation other) {
    String value = "of" + one.owner + "n" + one.turns + "@example.com";
    one.values.add(value);
    String typed = placeholder(other);
    String masked = redactor.redact("I am " + value + " and you " + typed, one.vault).value();
    assertThat(masked)
        .as("seed %d", seed)
        .doesNotContain(value)
        .endsWith("(" + typed.substring(1, typed.length() - 1) + ")");
    String answer = masked + " " + placeholder(one) + placeholder(other) + similar() + guess();
    String shown = shown(answer, one.vault);
    assertThat(shown).as("seed %d", seed).contains(value);
    int seen = 0;
    Matcher owners = OWNER.matcher(shown);
    while (owners.find()) {
      assertThat(Integer.parseInt(owners.group(1)))
          .as("seed %d: %s in conversation %d", seed, answer, one.owner)
          .isEqualTo(one.owner);
      seen++;
    }
    return seen;
  }

  private String placeholder(Conversation of) {
    return "[EMAIL_" + (1 + random.nextInt(of.values.size() + 1)) + "]";
  }

  private String guess() {
    SensitiveType[] types = SensitiveType.values();
    return "[" + types[random.nextInt(types.length)] + "_" + (1 + random.nextInt(20)) + "]";
  }

  private String similar() {
    List<String> all =
        List.of("[EMAIL_01]", "[email_1]", "[EMAIL_1 ]", "[EMAIL1]", "(EMAIL_1)", "[EMAIL_1");
    return all.get(random.nextInt(all.size()));
  }

  private String shown(String answer, Vault vault) {
    Restorer restorer = new Restorer(vault);
    int first = random.nextInt(answer.length() + 1);
    int second = first + random.nextInt(answer.length() - first + 1);
    return restorer.accept(answer.substring(0, first))
        + restorer.accept(answer.substring(first, second))
        + restorer.accept(answer.substring(second))
        + restorer.finish();
  }
}
