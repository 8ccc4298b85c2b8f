package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttackTextTest {
  @TempDir private Path folder;

  private AttackCorpus read(String text) throws IOException {
    return AttackCorpus.read(Files.writeString(folder.resolve("a.yaml"), text));
  }

  @Test
  void everyAttackIsReadAsItIsWritten() throws Exception {
    for (Attack attack : AttackCorpus.load().attacks()) {
      assertThat(read(AttackText.of(attack)).attacks()).containsExactly(attack);
    }
  }

  @Test
  void hostileTextIsReadAsItIsWritten() throws Exception {
    String hostile = "'\"\\: - # {self.name} &a *a !!x |\n\u0000\u001b\u202e\ud83d\ude00%@`";
    Attack attack =
        new Attack(
            "own",
            "hostile",
            Attack.Scene.PLAIN,
            List.of(hostile),
            List.of(
                new Attack.CallPlan("t", "", "", java.util.Map.of(hostile, hostile), "", false)),
            List.of(hostile),
            List.of());
    String text = AttackText.of(attack);
    assertThat(text.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f);
    assertThat(read(text).attacks()).containsExactly(attack);
  }

  @Test
  void fileWithoutAFamilyIsOnesOwn() throws Exception {
    assertThat(read("- {name: a, says: x}").attacks())
        .extracting(Attack::family)
        .containsExactly("own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- {name: a, call: x}",
        "- {says: x}",
        "- {name: a, personas: [mallory]}",
        "- {name: a, door: window}",
        "- {name: a}\n- {name: a}",
        "- [",
        "text"
      })
  void fileThatSaysSomethingElseIsAMistakeInOneLine(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("a.yaml")
        .message()
        .hasLineCount(1);
  }
}
