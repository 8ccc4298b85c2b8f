package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class TitleTemplateTest {
  private final TitleTemplate template = new TitleTemplate("Invoice {number} of {day}");

  @Test
  void fieldsAreFilledFromTheRow() {
    var row = JsonNodeFactory.instance.objectNode().put("number", "A$1\\2").put("day", 7);

    assertThat(template.of(row)).isEqualTo("Invoice A$1\\2 of 7");
  }

  @Test
  void whatIsMissingOrNullIsLeftOut() {
    var row = JsonNodeFactory.instance.objectNode().putNull("number");

    assertThat(template.of(row)).isEqualTo("Invoice  of");
  }

  @Test
  void aLongTitleIsCutBetweenCharacters() {
    var row = JsonNodeFactory.instance.objectNode().put("number", "😀".repeat(500));

    var title = template.of(row);

    assertThat(title.codePointCount(0, title.length())).isEqualTo(200);
    assertThat(title).endsWith("😀…");
  }
}
