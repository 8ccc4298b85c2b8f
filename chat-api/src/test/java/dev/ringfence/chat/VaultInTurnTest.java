package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The numbers of placeholders where several calls are masked at once. */
final class VaultInTurnTest {
  private static final SensitiveValue FIRST =
      new SensitiveValue(SensitiveType.EMAIL, "first@example.com");
  private static final SensitiveValue SECOND =
      new SensitiveValue(SensitiveType.EMAIL, "second@example.com");

  @Test
  void callBehindGetsTheLaterNumberHoweverFastItIs() throws Exception {
    InMemoryVault vault = new InMemoryVault();
    CountDownLatch nothing = new CountDownLatch(0);
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Placeholder> behind =
          threads.submit(
              () -> {
                begun.countDown();
                return number(new VaultInTurn(vault, first), SECOND);
              });
      begun.await();
      assertThat(number(new VaultInTurn(vault, nothing), FIRST).number()).isEqualTo(1);
      first.countDown();
      assertThat(behind.get().number()).isEqualTo(2);
    }
  }

  @Test
  void callThatIsEndedDoesNotWaitForThoseInFront() {
    VaultInTurn never = new VaultInTurn(new InMemoryVault(), new CountDownLatch(1));
    Thread.currentThread().interrupt();
    assertThatThrownBy(never::longest).isInstanceOf(ModelException.class).hasMessage("cancelled");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Placeholder number(VaultInTurn vault, SensitiveValue value) {
    return vault.placeholders(List.of(value)).values().iterator().next();
  }
}
