package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.identity.WebOrigin;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where clients are told to reach the service. */
class PublicUrlTest {
  private static Configuration set(String address) {
    return Configuration.load(Map.of("RINGFENCE_PUBLIC_URL", address), null);
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.com, https://chat.example.com",
    "HTTPS://Chat.Example.com:443, https://chat.example.com",
    "https://chat.example.com:8443, https://chat.example.com:8443",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://localhost, http://localhost"
  })
  void addressIsASchemeAndAHost(String address, String origin) {
    assertThat(CommonSettings.listening(set(address), 8080).publicOrigin())
        .contains(new WebOrigin(origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.example.com",
        "https://chat.example.com/mcp",
        "https://chat.example.com/",
        "http://chat.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "ftp://chat.example.com",
        "https://user@chat.example.com"
      })
  void whatIsNoneIsRefusedAtTheStart(String address) {
    assertThatThrownBy(() -> CommonSettings.listening(set(address), 8080))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("RINGFENCE_PUBLIC_URL");
  }

  @Test
  void withoutItNothingIsClaimed() {
    assertThat(CommonSettings.listening(Configuration.load(Map.of(), null), 8080).publicOrigin())
        .isEmpty();
  }
}
