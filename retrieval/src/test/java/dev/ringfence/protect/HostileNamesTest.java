package dev.ringfence.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that would leave their place in a statement or a comment, were they not quoted. */
final class HostileNamesTest {
  private static OperatorDatabase own;

  @BeforeAll
  static void create() {
    own = new OperatorDatabase("CREATE TABLE public.bait (id integer)");
  }

  @AfterAll
  static void close() {
    own.close();
  }

  static List<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "select",
                "user",
                "Upper Case",
                "a.b",
                "a\"b",
                "\"",
                "a'b",
                "'; DROP TABLE public.bait; --",
                "x\"; DROP TABLE public.bait; --",
                "line\nDROP TABLE public.bait;\n--",
                "carriage\rDROP TABLE public.bait;",
                "next\u0085line\u2028DROP TABLE public.bait;",
                "back\\slash\\'",
                "?",
                "{fn now()}",
                "$1 :name %s $$",
                "*/ /*",
                "-- comment",
                "naïve ключ 鍵 🔑",
                "right\u202eto left",
                "x".repeat(63),
                "ключ".repeat(7) + "1234567"));
    Random random = new Random(7);
    String letters = "ab\"'`;.,:?$%\\{}()[]/*- \n\t\u00e9\u202e#@!AZ09_";
    for (int i = 0; i < 12; i++) {
      StringBuilder name = new StringBuilder();
      while (name.toString().getBytes(StandardCharsets.UTF_8).length < 1 + random.nextInt(50)) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      names.add(name.toString());
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("names")
  void nameStaysInItsPlace(String name) {
    String other =
        name.getBytes(StandardCharsets.UTF_8).length > 60 ? name.substring(1) : name + "2";
    String quoted = SqlText.name(name);
    own.execute(
        "DROP SCHEMA IF EXISTS odd CASCADE",
        "CREATE SCHEMA odd",
        "CREATE TABLE odd."
            + quoted
            + " ("
            + quoted
            + " uuid, "
            + SqlText.name(other)
            + " uuid, label text, UNIQUE (label, "
            + quoted
            + "))",
        "INSERT INTO odd."
            + quoted
            + " VALUES ('"
            + OperatorDatabase.ACME
            + "', '"
            + OperatorDatabase.ANA
            + "', 'ana'), ('"
            + OperatorDatabase.GLOBEX
            + "', '"
            + OperatorDatabase.GIL
            + "', 'gil')",
        "GRANT USAGE ON SCHEMA odd TO :app",
        "GRANT SELECT ON odd." + quoted + " TO :app");
    ProtectRequest request =
        new ProtectRequest("odd." + quoted, name, other, Set.of(own.app), true, false);
    List<String> before = own.catalogue();
    ProtectOutcome planned = own.protection.plan(request);
    assertThat(planned).isInstanceOf(ProtectOutcome.Planned.class);
    own.database.execute(
        ((ProtectOutcome.Planned) planned).script().replaceAll("(?m)^\\\\set .*$", ""));
    assertThat(own.protection.apply(request)).isInstanceOf(ProtectOutcome.NothingToDo.class);
    assertThat(own.seen(OperatorDatabase.ana, "SELECT label FROM odd." + quoted))
        .containsExactly("ana");
    assertThat(own.asApp("SELECT label FROM odd." + quoted + " ORDER BY 1"))
        .containsExactly("ana", "gil");
    assertThat(own.protection.applyUndo("odd." + quoted))
        .isInstanceOf(ProtectOutcome.Applied.class);
    assertThat(own.catalogue()).isEqualTo(before).anyMatch(line -> line.contains("public.bait"));
  }
}
