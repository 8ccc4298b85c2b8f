package dev.ringfence.chat;

import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The vault as one of several calls has it that run at the same time: it is not looked into before
 * the calls in front have ended. So the numbers of placeholders follow from the order of the calls,
 * and not from which of them the database answered first, which others have a part in.
 */
final class VaultInTurn implements Vault {
  private final Vault vault;
  private final CountDownLatch before;

  /**
   * @param before is at zero when the calls in front have ended
   */
  VaultInTurn(Vault vault, CountDownLatch before) {
    this.vault = vault;
    this.before = before;
  }

  private Vault vault() {
    try {
      before.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(ModelException.Reason.CANCELLED);
    }
    return vault;
  }

  @Override
  public Map<SensitiveValue, Placeholder> placeholders(Collection<SensitiveValue> values) {
    return vault().placeholders(values);
  }

  @Override
  public int longest() {
    return vault().longest();
  }

  @Override
  public Collection<SensitiveValue> known() {
    return vault().known();
  }

  @Override
  public Optional<String> valueOf(Placeholder placeholder) {
    return vault().valueOf(placeholder);
  }
}
