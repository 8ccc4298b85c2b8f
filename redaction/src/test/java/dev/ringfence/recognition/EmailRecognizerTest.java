package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailRecognizerTest {
  private final Redactor redactor = Redactor.standard();
  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana@example.com",
        "ana.moreno@example.com",
        "ana+news@example.com",
        "ana_moreno-1@mail.example.co.uk",
        "a@example.com",
        "1234567890@example.com",
        "ANA@EXAMPLE.COM",
        "o'brien@example.com",
        "customer/department=shipping@example.com",
        "!def!xyz%abc@example.com",
        "$A12345@example.com",
        "ana..moreno@example.com",
        "ana.@docomo.example.jp",
        "\"ana moreno\"@example.com",
        "\"ana@home\"@example.com",
        "\"very.(),:;<>[]\\\".unusual\"@strange.example.com",
        "ana(her comment)@example.com",
        "ana@(here)example.com",
        "ana@[192.0.2.17]",
        "ana@[IPv6:2001:db8::1]",
        "ana@192.0.2.17",
        "ana@xn--bcher-kva.example",
        "ana@example.xn--p1ai",
        "ana@b\u00fccher.example",
        "jos\u00e9@example.com",
        "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a",
        "\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
        "\u0905\u091c\u092f@\u0909\u0926\u093e\u0939\u0930\u0923.\u092d\u093e\u0930\u0924",
        "ana@sub.sub.sub.example.museum",
        "ana@example.technology",
        "ana@123.example.com",
        "ana@ex-ample.com",
        // written so that a machine does not see it
        "ana\uff20example.com",
        "ana\ufe6bexample.com",
        "\uff41\uff4e\uff41@\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45.\uff43\uff4f\uff4d",
        "ana@example\u3002com",
        "ana@example\uff0ecom",
        "an\u200ba@exa\u200dmple.com",
        "ana\u2060@\u2060example.com",
        "ana@exam\u00adple.com",
        "a\u202ena@example.com",
        "ana%40example.com",
        "ana%2540example.com",
        "ana%40example%2Ecom",
        "%61na%40example.com",
        "ana&#64;example.com",
        "ana&#x40;example&#46;com",
        "ana&commat;example&period;com",
        "ana&amp;#64;example.com",
        "ana\\u0040example.com",
        "ana\\x40example.com",
        "\\u0061na@example.com",
        "ana=40example.com",
        "ana @ example.com",
        "\ud835\udc1a\ud835\udc27\ud835\udc1a@example.com",
      })
  void anAddressIsMaskedWhole(String address) {
    assertThat(masked(address)).isEqualTo("[EMAIL_1]");
    assertThat(masked("Write to " + address + ", please")).isEqualTo("Write to [EMAIL_1], please");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.EMAIL, 1))).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ana@example.com>",
        "(ana@example.com)",
        "'ana@example.com'",
        "`ana@example.com`",
        "*ana@example.com*",
        "mailto:ana@example.com",
        "[ana@example.com]",
        "ana@example.com.",
        "ana@example.com's",
        "https://example.org/?email=ana@example.com&page=2",
        "https://example.org/?email=ana%40example.com&page=2",
        "{\"email\":\"ana@example.com\"}",
        "to=ana@example.com;",
        "line\\nana@example.com\\nline",
      })
  void whatStandsAroundAnAddressDoesNotHideIt(String text) {
    assertThat(masked(text)).contains("[EMAIL_1]").doesNotContainIgnoringCase("ana");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Override public void run()",
        "meet @ 5 o'clock",
        "@ana mentioned you",
        "user@localhost",
        "icon@2x.png and logo@3x.jpg",
        "react@18.2.0",
        "npm i @scope/package@1.2.3",
        "100 @ 3.50",
        "a @ b",
        "x@y",
        "@",
        "@@@@",
        "foo@.com",
        "@example.com",
        "price@9.99",
      })
  void whatOnlyLooksLikeAnAddressStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void severalAddressesInARowAreMaskedEach() {
    assertThat(masked("a@example.com,b@example.com;c@example.com d@example.com"))
        .isEqualTo("[EMAIL_1],[EMAIL_2];[EMAIL_3] [EMAIL_4]");
  }

  private String masked(String text) {
    return redactor.redact(text, vault).value();
  }
}
