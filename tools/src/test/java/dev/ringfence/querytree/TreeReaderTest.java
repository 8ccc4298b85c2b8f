package dev.ringfence.querytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.querytree.TreeValue.Absent;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Name;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Numbers;
import dev.ringfence.querytree.TreeValue.Word;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeReaderTest {
  @Test
  void everyKindOfValueIsRead() {
    var read =
        TreeReader.read(
            """
            ({A :none <> :number -1 :truth true :name x :names ("a" "b\\ c\\)" "") :oids (o 25
            2950) :set (b) :octets 2 [ 7 -1 ] :node {B} :list ({B} <>)})
            """);

    var fields =
        Map.<String, TreeValue>of(
            "none", new Absent(),
            "number", new Word("-1"),
            "truth", new Word("true"),
            "name", new Word("x"),
            "names", new Items(List.of(new Name("a"), new Name("b c)"), new Name(""))),
            "oids", new Numbers(List.of(25L, 2950L)),
            "set", new Numbers(List.of()),
            "octets", new Numbers(List.of(7L, -1L)),
            "node", new Node("B", Map.of()),
            "list", new Items(List.of(new Node("B", Map.of()), new Absent())));
    assertThat(read).isEqualTo(new Items(List.of(new Node("A", fields))));
  }

  @Test
  void aNameThatLooksLikeAFieldOrANodeIsAName() {
    var alias = TreeReader.read("{ALIAS :aliasname :relid :colnames (\"\\{VAR\" \":x\") :x \\<>}");

    assertThat(alias)
        .isEqualTo(
            new Node(
                "ALIAS",
                Map.<String, TreeValue>of(
                    "aliasname", new Word(":relid"),
                    "colnames", new Items(List.of(new Name("{VAR"), new Name(":x"))),
                    "x", new Word("<>"))));
  }

  @Test
  void fieldsSayWhatTheyHoldOrThatTheyDoNot() {
    var node = (Node) TreeReader.read("{A :n 7 :t true :list ({B}) :none <>}");

    assertThat(node.number("n")).isEqualTo(7);
    assertThat(node.flag("t")).isTrue();
    assertThat(node.items("list")).hasSize(1);
    assertThat(node.items("none")).isEmpty();
    for (Runnable wrong :
        List.<Runnable>of(
            () -> node.number("t"),
            () -> node.number("none"),
            () -> node.flag("n"),
            () -> node.items("n"),
            () -> node.field("other"))) {
      assertThatThrownBy(wrong::run).isInstanceOf(TreeException.class);
    }
  }

  @Test
  void aTreeDeeperThanAnyStatementIsRefused() {
    assertThatThrownBy(() -> TreeReader.read("(".repeat(100_000)))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("deeper");
  }

  /** Whatever is cut out of a tree, it is read or refused, and nothing else happens. */
  @Test
  void brokenTreesAreRefusedAndNothingElse() {
    var seed = Long.getLong("ringfence.seed", 1);
    var random = new Random(seed);
    var whole = "({A :n 7 :names (\"a\" \"b\\ c\") :v 2 [ 7 -1 ] :s (b 1 2) :list ({B :x <>})})";
    for (int round = 0; round < 20_000; round++) {
      var from = random.nextInt(whole.length());
      var to = from + random.nextInt(whole.length() - from);
      var broken = whole.substring(0, from) + whole.substring(to);
      try {
        assertThat(TreeReader.read(broken)).isNotNull();
      } catch (TreeException refused) {
        assertThat(refused.getMessage()).as("seed %d, %s", seed, broken).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{A",
        "{A :x",
        "{A :x}",
        "{A x 1}",
        "{A : 1}",
        "{A :x 1 :x 2}",
        "{A :x 1}}",
        "{A :x 1} {B}",
        "(",
        "())",
        ")",
        "(i 1 x)",
        "(i 1",
        "{A :v 4 [ 1 x ]}",
        "{A :v 4 [ 1",
        "a\\"
      })
  void whatIsNoTreeIsRefused(String text) {
    assertThatThrownBy(() -> TreeReader.read(text)).isInstanceOf(TreeException.class);
  }
}
