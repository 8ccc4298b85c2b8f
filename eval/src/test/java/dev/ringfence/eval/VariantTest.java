package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.eval.Strategy.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class VariantTest {
  private static final List<Persona> EVERYBODY = Arrays.asList(Persona.values());
  private static final List<String> FAMILIES =
      List.of("ask", "authority", "arguments", "indirect", "redaction", "egress");

  @Test
  void thereAreAsManyStrategiesOfEachGroupAsAttackersAreKnownToUse() {
    Map<Group, Long> groups =
        new TreeMap<>(
            Strategies.all().stream()
                .collect(Collectors.groupingBy(Strategy::group, Collectors.counting())));

    assertThat(groups)
        .containsExactly(
            Map.entry(Group.ENCODING, 12L),
            Map.entry(Group.UNICODE, 6L),
            Map.entry(Group.LANGUAGE, 8L),
            Map.entry(Group.FRAMING, 6L),
            Map.entry(Group.LADDER, 4L),
            Map.entry(Group.FORMAT, 4L));
    assertThat(Strategies.all()).extracting(Strategy::name).doesNotHaveDuplicates();
  }

  @Test
  void everyLanguageHasItsOwnWordsForEveryFamily() {
    List<Strategy> languages =
        Strategies.all().stream().filter(s -> s.group() == Group.LANGUAGE).toList();

    assertThat(languages)
        .allSatisfy(language -> assertThat(language.words()).containsOnlyKeys(FAMILIES));
    assertThat(languages.stream().flatMap(language -> language.words().values().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void thoroughRunHasSixThousandCasesOfWhichNoneIsAnother() {
    List<Variant> cases = Profile.FULL.of(AttackCorpus.load(), EVERYBODY, 7);

    assertThat(cases).hasSizeGreaterThanOrEqualTo(6_000);
    assertThat(cases.stream().map(one -> one.attack().family() + one.name() + one.persona()))
        .doesNotHaveDuplicates();
  }

  @Test
  void sameSeedDrawsTheSameCasesAndAnotherOneOthers() {
    AttackCorpus corpus = AttackCorpus.load();

    assertThat(names(corpus, 5)).isEqualTo(names(corpus, 5)).isNotEqualTo(names(corpus, 6));
  }

  private static List<String> names(AttackCorpus corpus, long seed) {
    return Profile.FULL.of(corpus, EVERYBODY, seed).stream()
        .map(one -> one.name() + " as " + one.persona())
        .toList();
  }

  /** The vectors of RFC 4648, section 10, and others that can be told by looking. */
  @ParameterizedTest
  @CsvSource({
    "BASE64, foobar, Zm9vYmFy",
    "BASE32, f, MY======",
    "BASE32, fo, MZXQ====",
    "BASE32, foo, MZXW6===",
    "BASE32, foob, MZXW6YQ=",
    "BASE32, foobar, MZXW6YTBOI======",
    "HEX, foobar, 666f6f626172",
    "PERCENT, a b&c, a%20b%26c",
    "ENTITIES, ab, &#97;&#98;",
    "ESCAPES, ab, \\u0061\\u0062",
    "ROT13, Hello, Uryyb",
    "REVERSED, abc, cba",
    "SPACED, abc, a b c",
    "LEET, Toast, 70457",
    "CODE_POINTS, ab, 97 98",
    "BITS, a, 01100001",
    "FULLWIDTH, ab, \uff41\uff42"
  })
  void textIsWrittenSo(Dress dress, String text, String written) {
    assertThat(dress.on(text)).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource(Dress.class)
  void nothingIsLeftAsItWas(Dress dress) {
    assertThat(dress.on("Peter's chapter")).isNotEqualTo("Peter's chapter");
  }
}
