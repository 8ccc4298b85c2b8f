package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Principal;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID PERSON = new UUID(1, 2);

  private static final Cursors.Asked ASKED =
      new Cursors.Asked(new Principal.Customer(TENANT, PERSON), "fingerprint", "{\"a\":1}");

  /** Each differs from {@link #ASKED} in one thing. */
  private static final List<Cursors.Asked> OTHERS =
      List.of(
          new Cursors.Asked(
              new Principal.Customer(TENANT, new UUID(1, 3)), "fingerprint", "{\"a\":1}"),
          new Cursors.Asked(
              new Principal.Customer(new UUID(2, 1), PERSON), "fingerprint", "{\"a\":1}"),
          new Cursors.Asked(new Principal.Staff(TENANT, PERSON), "fingerprint", "{\"a\":1}"),
          new Cursors.Asked(new Principal.Visitor(TENANT, PERSON), "fingerprint", "{\"a\":1}"),
          new Cursors.Asked(ASKED.principal(), "fingerprint of another", "{\"a\":1}"),
          new Cursors.Asked(ASKED.principal(), "fingerprint", "{\"a\":2}"),
          // The same letters, parted elsewhere.
          new Cursors.Asked(ASKED.principal(), "fingerprint{", "\"a\":1}"));

  private final Cursors cursors = new Cursors(new byte[32]);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 255, 256, 9_999, 10_000})
  void placeIsReadByWhoeverItWasMadeFor(int rows) {
    assertThat(cursors.rows(ASKED, cursors.behind(ASKED, rows))).hasValue(rows);
    assertThat(new Cursors(new byte[32]).rows(ASKED, cursors.behind(ASKED, rows))).hasValue(rows);
  }

  @Test
  void placeIsNothingToAnybodyElseAndForAnyOtherCall() {
    var cursor = cursors.behind(ASKED, 20);

    assertThat(OTHERS).noneMatch(other -> cursors.rows(other, cursor).isPresent());
    assertThat(Cursors.ofOneself().rows(ASKED, cursor)).isEmpty();
  }

  @Test
  void noLetterOfItCanBeAnother() {
    var cursor = cursors.behind(ASKED, 20);

    for (var i = 0; i < cursor.length(); i++) {
      for (var letter : "bcdfghjkmnpqrstv".toCharArray()) {
        if (letter != cursor.charAt(i)) {
          var changed = cursor.substring(0, i) + letter + cursor.substring(i + 1);
          assertThat(cursors.rows(ASKED, changed)).as(changed).isEmpty();
        }
      }
    }
  }

  @Test
  void whatIsNoCursorIsNone() {
    var random = new Random(20261122);
    for (var text :
        List.of("", "b", "0", "a".repeat(32), "b".repeat(31), "b".repeat(33), "ß".repeat(32))) {
      assertThat(cursors.rows(ASKED, text)).isEmpty();
    }
    for (var i = 0; i < 10_000; i++) {
      var text =
          random
              .ints(32, 0, 16)
              .mapToObj(n -> "bcdfghjkmnpqrstv".substring(n, n + 1))
              .collect(java.util.stream.Collectors.joining());
      assertThat(cursors.rows(ASKED, text)).as(text).isEmpty();
    }
  }

  /** It goes through the redactor with the rows, and must come back as it was. */
  @Test
  void redactorTakesNoneForSomethingPersonal() {
    var redactor = Redactor.standard();
    var seen = new HashSet<String>();
    for (var rows = 1; rows <= 2_000; rows++) {
      var cursor = cursors.behind(ASKED, rows);
      assertThat(seen.add(cursor)).isTrue();
      assertThat(redactor.redact("{\"next\":\"" + cursor + "\"}", new InMemoryVault()).value())
          .contains(cursor);
    }
  }
}
