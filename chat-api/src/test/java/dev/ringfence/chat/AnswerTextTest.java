package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerTextTest {
  private static final LinkPolicy POLICY =
      LinkPolicy.of(
          Set.of("https://docs.example.com/hours", "/help/prices"), Set.of("www.example.com"));

  private final InMemoryVault vault = new InMemoryVault();

  AnswerTextTest() {
    vault.placeholders(
        List.of(
            new SensitiveValue(SensitiveType.EMAIL, "ana@example.com"),
            new SensitiveValue(SensitiveType.PHONE, "+1 212-555-0142"),
            new SensitiveValue(SensitiveType.NAME, "<img src=//evil.example/x onerror=y>Ana"),
            new SensitiveValue(SensitiveType.ADDRESS, "![x](https://evil.example/p) [y](/z)"),
            new SensitiveValue(SensitiveType.SECRET, "https://evil.example/token")));
  }

  static List<Arguments> answers() {
    return List.of(
        // what stays as it is
        same("Hello, **you** are `welcome`: 1 < 2, 3 > 2, a && b, 50 %!"),
        same("- one\n- [ ] two\n- [x] three\n\n> quoted [1]"),
        same("Open 8:00-17:00; and/or; 1/2; http is a protocol; see data: none; www"),
        same("See [hours](https://docs.example.com/hours) and <https://docs.example.com/hours>."),
        same("See https://docs.example.com/hours, or (https://docs.example.com/hours)."),
        same("On [site](https://www.example.com/a?b=c#d) or [prices](/help/prices)"),
        same("emoji \ud83d\ude00 and \u00fcml\u00e4ut \u4f60\u597d"),
        // restored
        arguments("It is [EMAIL_1].", "It is ana@example.com."),
        arguments("[EMAIL_1]: yes [PHONE_1]!", "ana@example.com: yes +1 212-555-0142!"),
        arguments("[EMAIL_9] stays", "[EMAIL_9] stays"),
        arguments("**[EMAIL_1]** `[PHONE_1]`", "**ana@example.com** `+1 212-555-0142`"),
        arguments("[EMAIL_1](mailto:[EMAIL_1])", "ana@example.com"),
        arguments("[PHONE_1](mobile)", "+1 212-555-0142(mobile)"),
        arguments("[me [EMAIL_1]](/help/prices)", "[me ana@example.com](/help/prices)"),
        arguments("Hi![EMAIL_1]", "Hi! ana@example.com"),
        // never inside an address
        arguments("x https://www.example.com/?q=[EMAIL_1] y", "x  y"),
        arguments("[a](https://www.example.com/?q=[EMAIL_1])", "a"),
        arguments("<https://www.example.com/?q=[EMAIL_1]>", ""),
        arguments("![a](https://www.example.com/?q=[EMAIL_1])", ""),
        arguments("evil.example/?q=[EMAIL_1]", "evil.example/?q= ana@example.com"),
        // a restored value is no mark-up
        arguments("[NAME_1]", "Ana"),
        arguments("[ADDRESS_1]", " y"),
        arguments("[SECRET_1]!", " !"),
        // links
        arguments("[a](https://evil.example/x)", "a"),
        arguments("[a](<https://evil.example/x y> \"t\")", "a"),
        arguments("[a]( https://evil.example/x 'title' )", "a"),
        arguments("[a](//evil.example)", "a"),
        arguments("[a](/relative)", "a"),
        arguments("[a](javascript:alert(1))", "a"),
        arguments("[a](https://docs.example.com/hours?x)", "a"),
        arguments(
            "[a](https://docs.example.com/hours \"t\")", "[a](https://docs.example.com/hours)"),
        arguments("[a](http://www.example.com/)", "a"),
        arguments("[a](https://www.example.com@evil.example/)", "a"),
        arguments("[a](https://www.example.com.evil.example/)", "a"),
        arguments("[a](https://www.example.com\\@evil.example/)", "a"),
        arguments("[https://bank.example](https://www.example.com/)", "https://www.example.com/ "),
        arguments("[![i](https://evil.example/i)](https://evil.example/x)", ""),
        arguments("[a [b](https://evil.example) c](https://evil.example)", "a b c"),
        arguments("[a][r]\n\n[r]: https://evil.example/x", "a\n\nr: "),
        arguments("[a][]\n[a]: <https://evil.example/x> 't'", "a\na:  't'"),
        arguments("[r]: /relative\n[r]", "r: /relative\n[r]"),
        // images
        arguments("a ![x](https://evil.example/?d=1) b", "a  b"),
        arguments("![x][r]\n[r]: https://evil.example/?d=1", "\nr: "),
        arguments("![x](https://www.example.com/i.png)", ""),
        arguments("![x]\n[x]: //evil.example/i.png", "! [x]\nx: "),
        arguments("!<b>[x](https://www.example.com/i.png)", "! [x](https://www.example.com/i.png)"),
        // bare addresses
        arguments("go https://evil.example/x?y=z now", "go  now"),
        arguments("(HTTPS://EVIL.EXAMPLE/x).", "()."),
        arguments("go //evil.example/x now", "go  now"),
        arguments("go www.evil.example/x now", "go  now"),
        arguments("go mailto:a@evil.example now", "go  now"),
        arguments("go javascript:alert(1) now", "go  now"),
        arguments("go data:text/html;base64,AAAA now", "go  now"),
        arguments("go foo://evil.example/x now", "go foo now"),
        arguments("xhttps://evil.example/x", "xhttps"),
        arguments("https://evil.example/[a](b)", ""),
        // tags
        arguments("<b>bold</b> <img src=x onerror=alert(1)>", "bold "),
        arguments("<script>alert(1)</script>", "alert(1)"),
        arguments("<!-- a --><?x y?></p >", ""),
        arguments("<img alt='>' src=https://evil.example/x", "' src="),
        arguments("a <b", "a < b"),
        arguments("<<img>img src=x>", "< img src=x>"),
        arguments("<https://evil.example/x>", ""),
        arguments("<[EMAIL_1]>", "< ana@example.com>"),
        // put together from what is left
        arguments("w<b>ww.evil.example/x", "w ww.evil.example/x"),
        arguments("w[ww](u)w.evil.example", "w ww w.evil.example"),
        arguments("www<b>.evil.example/x", "www .evil.example/x"),
        arguments("https:<b>//evil.example/x", "https:"),
        arguments("/<b>/evil.example/x", "/ /evil.example/x"),
        arguments("[a]<b>(https://evil.example)", "[a] ()"),
        arguments("[a\n\nb](/relative)", "[a\n\nb] (/relative)"),
        // other ways to write it
        arguments("ht\u200btps://evil.example/x", ""),
        arguments("ht&#116;ps&colon;//evil.example/x", ""),
        arguments("&#x77;ww&period;evil.example", ""),
        arguments("&amp;lt;b&amp;gt;x", "x"),
        arguments("&lt;img src=x&gt;", ""),
        arguments("https\\://evil.example/x", ""),
        arguments("[\u2060a](https://evil.example)", "a"),
        arguments("a\u202eb\u2066c\u00add", "abcd"),
        arguments("hi\udb40\udc61\udb40\udc62\udb40\udd01!", "hi!"),
        arguments("a\u0000b\u001bc", "abc"),
        arguments("AT&T &eacute; &", "AT&T & eacute; &"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerIsMadeHarmlessHoweverItIsCut(String answer, String expected) {
    assertThat(shown(answer)).isEqualTo(expected);
    for (int first = 0; first <= answer.length(); first++) {
      for (int second = first; second <= answer.length(); second++) {
        assertThat(
                shown(
                    answer.substring(0, first),
                    answer.substring(first, second),
                    answer.substring(second)))
            .as("cut at %d and %d", first, second)
            .isEqualTo(expected);
      }
    }
    assertThat(shown(answer.split(""))).isEqualTo(expected);
  }

  @Test
  void onlyMarkUpIsHeldBack() {
    AnswerText text = new AnswerText(vault, POLICY);
    assertThat(text.accept("Hello wor")).isEqualTo("Hello wor");
    assertThat(text.accept("ld. See ")).isEqualTo("ld. See ");
    assertThat(text.accept("[hours](https://docs.exam")).isEmpty();
    assertThat(text.accept("ple.com/hours) x"))
        .isEqualTo("[hours](https://docs.example.com/hours) x");
    assertThat(text.accept(" < 5 ")).isEqualTo(" < 5 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[a](",
        "![",
        "<b ",
        "https://evil.example/",
        "&",
        "\\",
        "//x",
        "<<",
        "[[]",
        "w",
        "h"
      })
  void whatNeverEndsIsHeldNoLongerThanItsBound(String unit) {
    AnswerText text = new AnswerText(vault, POLICY);
    int given = 0;
    int shown = 0;
    boolean url = unit.contains("//");
    for (int i = 0; i < 4_000; i++) {
      given += unit.length();
      shown += text.accept(unit).length();
      if (!url) {
        assertThat(given - 3 * shown).isLessThan(3 * AnswerSanitizer.LONGEST + given / 2 + 64);
      }
    }
    assertThat(text.finish().length()).isLessThan(3 * AnswerSanitizer.LONGEST);
  }

  @Test
  void noMixtureOfFragmentsLeavesSomethingToActOn() {
    List<String> fragments =
        List.of(
            "<",
            ">",
            "[",
            "]",
            "(",
            ")",
            "!",
            ":",
            "/",
            "//",
            "\\",
            "&",
            ";",
            "#",
            "w",
            "ww",
            "www.",
            "http",
            "s",
            "://",
            "evil.example",
            "<b>",
            "</b>",
            "<img src=x>",
            "[a](b)",
            "![a](b)",
            " ",
            "\n",
            "a",
            "\"",
            "'",
            "https://evil.example/x",
            "&lt;",
            "&#58;",
            "&amp;",
            "\u200b",
            "[EMAIL_1]",
            "[NAME_1]",
            "[ADDRESS_1]",
            "[SECRET_1]",
            "mailto:",
            "javascript:",
            "[r]:",
            "https://docs.example.com/hours",
            ".",
            "?",
            "=");
    long seed = Long.getLong("ringfence.seed", 1);
    Random random = new Random(seed);
    for (int round = 0; round < 30_000; round++) {
      StringBuilder answer = new StringBuilder();
      for (int i = 0; i < 2 + random.nextInt(10); i++) {
        answer.append(fragments.get(random.nextInt(fragments.size())));
      }
      String text = answer.toString();
      String shown = shown(text);
      // What is allowed leaves a mark, so that its two sides do not look like one.
      String harmless =
          shown
              .replace("[a](https://docs.example.com/hours)", "\u00b7")
              .replace("https://docs.example.com/hours", "\u00b7")
              .toLowerCase(Locale.ROOT);
      assertThat(harmless)
          .as("seed %d, round %d: %s", seed, round, text)
          .doesNotContain("://", "![", "<img", "<b", "](b", "//evil")
          .doesNotContainPattern("(?<![a-z0-9])((javascript|mailto):[a-z]|www[.]evil)")
          .doesNotContainPattern("<[a-z/!?]")
          .doesNotContainPattern("\\[[^\\]]*\\]\\((?!https://docs\\.example\\.com/hours\\))");
      int cut = random.nextInt(text.length() + 1);
      assertThat(shown(text.substring(0, cut), text.substring(cut)))
          .as("seed %d, round %d, cut %d: %s", seed, round, cut, text)
          .isEqualTo(shown);
    }
  }

  private String shown(String... deltas) {
    AnswerText text = new AnswerText(vault, POLICY);
    StringBuilder shown = new StringBuilder();
    for (String delta : deltas) {
      shown.append(text.accept(delta));
    }
    return shown.append(text.finish()).toString();
  }

  private static Arguments same(String text) {
    return Arguments.of(text, text);
  }

  private static Arguments arguments(String text, String expected) {
    return Arguments.of(text, expected);
  }
}
