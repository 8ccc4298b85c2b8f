package dev.ringfence.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://acme.example, https://acme.example",
    "HTTPS://ACME.Example, https://acme.example",
    "https://acme.example:443, https://acme.example",
    "https://acme.example:0443, https://acme.example",
    "http://acme.example:80, http://acme.example",
    "http://acme.example:443, http://acme.example:443",
    "https://acme.example:8443, https://acme.example:8443",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://[::1]:8080, http://[::1]:8080",
    "http://localhost:8080, http://localhost:8080",
    "https://xn--bcher-kva.example, https://xn--bcher-kva.example",
    "https://my_site.framer.example, https://my_site.framer.example"
  })
  void anOriginHasOneForm(String text, String form) {
    assertThat(WebOrigin.parse(text)).hasValue(new WebOrigin(form));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "*",
        "acme.example",
        "//acme.example",
        "https://",
        "https:///",
        "https://acme.example/",
        "https://acme.example/path",
        "https://acme.example?x",
        "https://acme.example#x",
        "https://user@acme.example",
        "https://acme.example:",
        "https://acme.example:0",
        "https://acme.example:65536",
        "https://acme.example:99999999999",
        "https://acme.example:8443x",
        "https://*.acme.example",
        "https://acme..example",
        "https://.acme.example",
        "https://acme.example.",
        "https://acme.example https://evil.example",
        "https://acme.example,https://evil.example",
        "https://acme.example\n",
        "https://acme.example\\@evil.example",
        "https://b\u00fccher.example",
        "https://\uff41cme.example",
        "https://acme\u3002example",
        "file://acme.example",
        "ftp://acme.example",
        "chrome-extension://abcdef",
        "javascript:alert(1)"
      })
  void whatIsNoOriginIsNone(String text) {
    assertThat(WebOrigin.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ACME.example", "https://acme.example:443", "null"})
  void anOriginCannotBeHeldInAnotherForm(String text) {
    assertThatThrownBy(() -> new WebOrigin(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.acme.example.evil.example",
        "https://evilwww.acme.example",
        "https://acme.example",
        "http://www.acme.example",
        "https://www.acme.example:444",
        "https://preview.canvas.acme.example",
        "null",
        ""
      })
  void aSiteAllowsWholeOriginsOnly(String other) {
    assertThat(IdentityWorld.ACME_SITE.allowed("https://www.acme.example"))
        .hasValue(IdentityWorld.ACME_ORIGIN);
    assertThat(IdentityWorld.ACME_SITE.allowed(other)).isEmpty();
  }

  @Test
  void aSiteWithoutOriginsAllowsNoneAndARequestWithoutOneIsNotAllowed() {
    Site closed = new Site("pk", IdentityWorld.ACME, "acme", TenantStatus.ACTIVE, Set.of());

    assertThat(closed.allowed("https://www.acme.example")).isEmpty();
    assertThat(closed.allowed("null")).isEmpty();
    assertThat(closed.allowed(null)).isEmpty();
    assertThat(IdentityWorld.ACME_SITE.allowed(null)).isEmpty();
  }
}
