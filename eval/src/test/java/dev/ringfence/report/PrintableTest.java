package dev.ringfence.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
  /** A control, a format, halves, ends of lines, nothing's and somebody's own signs. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 0x0a, 0x1b, 0x85, 0xad, 0x200b, 0x202e, 0x2028, 0x2029, 0xd800, 0xdc00, 0xe000,
        0xfdd0, 0xe0041
      })
  void whatCannotBeSeenIsWrittenOut(int point) {
    String text = "a" + Character.toString(point) + "b";
    assertThat(Printable.of(text)).isEqualTo("a\\u{%X}b".formatted(point));
  }

  @Test
  void whatCanBeSeenStays() {
    String text = "a \u00e4\u05d0\ud83d\ude00<&'\"|";
    assertThat(Printable.of(text)).isEqualTo(text);
  }

  @Test
  void markupEndsNeitherTextNorAttributes() {
    assertThat(Printable.markup("<a b='c' d=\"e\">&amp;\u202e"))
        .isEqualTo("&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;\\u{202E}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "!", "|", "~"})
  void signsOfMarkdownDoNothingInACell(String sign) {
    assertThat(Printable.markdown("a" + sign + "b")).isEqualTo("a\\" + sign + "b");
  }

  @Test
  void markdownIsMarkupToo() {
    assertThat(Printable.markdown("<b>\n")).isEqualTo("&lt;b&gt;\\\\u\\{A\\}");
  }
}
