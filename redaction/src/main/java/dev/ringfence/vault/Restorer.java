package dev.ringfence.vault;

import java.util.Arrays;
import java.util.List;

/**
 * Puts values back in the place of their placeholders while text streams through. The result does
 * not depend on how the text was cut; what is held back is shorter than the longest placeholder.
 * Only the exact written form of a placeholder that the vault issued is replaced.
 */
public final class Restorer {
  private static final int MOST_DIGITS = Integer.toString(Placeholder.MAX_NUMBER).length();
  private static final List<String> STARTS =
      Arrays.stream(SensitiveType.values()).map(type -> "[" + type + "_").toList();

  private final Vault vault;

  /** A beginning of a placeholder, whose end has not come yet. */
  private final StringBuilder held = new StringBuilder();

  public Restorer(Vault vault) {
    this.vault = vault;
  }

  /** What can be shown after the next piece of text. */
  public String accept(String chunk) {
    if (held.isEmpty() && chunk.indexOf('[') < 0) {
      return chunk;
    }
    StringBuilder shown = new StringBuilder(chunk.length() + 16);
    for (int i = 0; i < chunk.length(); i++) {
      next(chunk.charAt(i), shown);
    }
    return shown.toString();
  }

  /** What was still held back when the text ended. */
  public String finish() {
    String rest = held.toString();
    held.setLength(0);
    return rest;
  }

  private void next(char c, StringBuilder shown) {
    if (c == '[') {
      shown.append(held);
      held.setLength(0);
      held.append(c);
    } else if (held.isEmpty()) {
      shown.append(c);
    } else {
      held.append(c);
      if (c == ']') {
        String written = held.toString();
        held.setLength(0);
        shown.append(Placeholder.parse(written).flatMap(vault::valueOf).orElse(written));
      } else if (!beginning()) {
        shown.append(held);
        held.setLength(0);
      }
    }
  }

  /** Whether what is held can still become a placeholder. */
  private boolean beginning() {
    for (String start : STARTS) {
      if (held.length() <= start.length()) {
        if (start.startsWith(held.toString())) {
          return true;
        }
      } else if (held.indexOf(start) == 0) {
        int digits = held.length() - start.length();
        char last = held.charAt(held.length() - 1);
        return digits <= MOST_DIGITS && last >= (digits == 1 ? '1' : '0') && last <= '9';
      }
    }
    return false;
  }
}
