package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SabotageCatalogTest {
  private static final List<Sabotage> ALL = SabotageCatalog.load().all();

  @Test
  void atLeastAHundredProtectionsAreTakenAwayEachUnderANameOfItsOwn() {
    assertThat(ALL).hasSizeGreaterThanOrEqualTo(100);
    assertThat(ALL).extracting(Sabotage::name).doesNotHaveDuplicates();
  }

  /** A class, method, call or text that was renamed is found by the build, not by the next run. */
  @Test
  void everySabotageNamesWhatIsThere() {
    assertThat(ALL)
        .allSatisfy(
            sabotage ->
                assertThatCode(
                        () -> {
                          var _ = new SabotageLoader(sabotage.given());
                          var _ = new SabotageLoader(sabotage.code());
                        })
                    .as(sabotage.name())
                    .doesNotThrowAnyException());
  }

  @Test
  void everyCheckIsAFindingThatThereCanBe() {
    Set<String> findings =
        Arrays.stream(Rule.values())
            .flatMap(
                rule -> Arrays.stream(Tap.values()).map(tap -> new Finding(rule, tap, "", "").id()))
            .collect(Collectors.toCollection(HashSet::new));
    findings.add(Sabotage.USELESS);
    assertThat(ALL).extracting(Sabotage::check).allMatch(findings::contains);
  }

  @Test
  void everyTapHasASabotageThatShowsThere() {
    Set<String> seen =
        ALL.stream()
            .map(sabotage -> sabotage.check().replaceFirst(".*@", ""))
            .collect(Collectors.toSet());
    assertThat(Stream.of(Tap.values()).map(tap -> tap.name().toLowerCase(Locale.ROOT)))
        .allMatch(seen::contains);
  }

  @Test
  void everyAttackThatASabotageLooksAtIsThere() {
    AttackCorpus corpus = AttackCorpus.load();
    assertThat(ALL)
        .flatExtracting(Sabotage::attacks)
        .allMatch(name -> !corpus.only(Set.of(String.valueOf(name))).attacks().isEmpty());
  }
}
