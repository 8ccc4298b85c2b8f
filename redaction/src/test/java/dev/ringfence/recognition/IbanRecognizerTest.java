package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IbanRecognizerTest {
  private final Redactor redactor = Redactor.standard();
  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the examples of the registry
        "AD1200012030200359100100",
        "AE070331234567890123456",
        "AT611904300234573201",
        "BE68539007547034",
        "BG80BNBG96611020345678",
        "BR1800360305000010009795493C1",
        "CH9300762011623852957",
        "CZ6508000000192000145399",
        "DE89370400440532013000",
        "DK5000400440116243",
        "EE382200221020145685",
        "ES9121000418450200051332",
        "FI2112345600000785",
        "FR1420041010050500013M02606",
        "GB29NWBK60161331926819",
        "GR1601101250000000012300695",
        "HR1210010051863000160",
        "HU42117730161111101800000000",
        "IE29AIBK93115212345678",
        "IL620108000000099999999",
        "IS140159260076545510730339",
        "IT60X0542811101000000123456",
        "LC55HEMM000100010012001200023015",
        "LU280019400644750000",
        "MT84MALT011000012345MTLCAST001S",
        "MU17BOMM0101101030300200000MUR",
        "NL91ABNA0417164300",
        "NO9386011117947",
        "PL61109010140000071219812874",
        "PT50000201231234567890154",
        "RO49AAAA1B31007593840000",
        "SA0380000000608010167519",
        "SE4550000000058398257466",
        "TR330006100519786457841326",
        "UA213223130000026007233566001",
        // as people write them
        "DE89 3704 0044 0532 0130 00",
        "DE89-3704-0044-0532-0130-00",
        "DE89.3704.0044.0532.0130.00",
        "DE89  3704  0044  0532  0130  00",
        "DE 89 3704 0044 0532 0130 00",
        "DE89 370400440532013000",
        "DE 89 37040044 0532013000",
        "de89370400440532013000",
        "de 89 3704 0044 0532 0130 00",
        "De89 3704 0044 0532 0130 00",
        "gb29 nwbk 6016 1331 9268 19",
        "GB29 NWBK 60-16-13 31926819",
        "FR14 2004 1010 0505 0001 3M02 606",
        "NO93 8601 1117 947",
        "D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0",
        // other digits, and signs that are not seen
        "\uff24\uff25\uff18\uff19 3704 0044 0532 0130 00",
        "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
        "DE89\u20093704\u200900440532\u2009013000",
        "DE89\u2011370400440532013000",
        "DE8\u200b9370400440532\u200d013000",
        "DE89%203704%200044%200532%200130%2000",
      })
  void anAccountIsMaskedWholeWithoutAWord(String iban) {
    assertThat(masked(iban)).isEqualTo("[IBAN_1]");
    assertThat(masked("Pay to " + iban + " at once")).isEqualTo("Pay to [IBAN_1] at once");
    assertThat(masked("(" + iban + ")")).isEqualTo("([IBAN_1])");
    assertThat(masked(iban + ".")).isEqualTo("[IBAN_1].");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.IBAN, 1))).contains(iban);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IBAN:DE89370400440532013000|IBAN:[IBAN_1]",
        "IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX|IBAN [IBAN_1] BIC COBADEFFXXX",
        "DE89 3704 0044 0532 0130 00 1 copy|[IBAN_1] 1 copy",
        "DE89 3704 0044 0532 0130 00, NL91 ABNA 0417 1643 00|[IBAN_1], [IBAN_2]",
        "DE89370400440532013000 NL91ABNA0417164300|[IBAN_1] [IBAN_2]",
        "x=DE89370400440532013000&y=1|x=[IBAN_1]&y=1",
        "at DE89 3704 0044 0532 0130 00|at [IBAN_1]",
      })
  void whatStandsAroundAnAccountStays(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IBAN DE88 3704 0044 0532 0130 00",
        "IBAN: GB28 NWBK 6016 1331 9268 19",
        "my iban is nl90 abna 0417 1643 00",
        "IBAN DE88370400440532013000",
        "DE88 3704 0044 0532 0130 00 (IBAN)",
        "iban at 611904300234573201",
      })
  void aWordBesideItMakesAnAccountOfAWrongOne(String text) {
    assertThat(masked(text)).contains("[IBAN_1]").doesNotContainPattern("\\d{2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE88370400440532013000",
        "XX89370400440532013000",
        "DE8937040044053201300",
        "DE893704004405320130001",
        "DE89370400440532013000x",
        "xDE89370400440532013000",
        "DE89",
        "DE 89",
        "at 611904300234573201",
        "is 1401 59260076545510730339",
        "VAT DE123456789",
        "COBADEFFXXX",
        "IT 60 people and 5428 more",
        "IBAN DE89 3704",
        "at12 13 14 15 16 17 18 19 20 21",
        "sha256 de89370400440532013000aabbccddeeff00112233",
      })
  void whatOnlyLooksLikeAnAccountStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void anAccountOfAnyCountryIsProvenAndItsSpoiledFormIsNot() {
    long seed = Long.getLong("ringfence.seed", 20261121);
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      String iban = account(random);
      String written =
          Samples.grouped(iban, Collections.nCopies((iban.length() - 1) / 4, 4), random);
      assertThat(found(written)).as("seed %d: %s", seed, written).contains(Certainty.PROVEN);
      String spoiled = Samples.spoiled(written, random);
      assertThat(found(spoiled)).as("seed %d: %s", seed, spoiled).isEmpty();
    }
  }

  /** An account by the letter of the standard: 98 less what remains of all with 00 behind it. */
  private static String account(Random random) {
    String country = Samples.pick(random, "DE", "AT", "ES", "PL", "SE", "NO", "BE", "HU", "CZ");
    int length = IbanCountry.of(country).orElseThrow().length();
    String account = Samples.digits(random, length - 4);
    StringBuilder number = new StringBuilder(account);
    country.chars().forEach(letter -> number.append(letter - 'A' + 10));
    int rest = new BigInteger(number + "00").mod(BigInteger.valueOf(97)).intValue();
    return "%s%02d%s".formatted(country, 98 - rest, account);
  }

  private static List<Certainty> found(String text) {
    Findings findings = new Findings();
    new IbanRecognizer().find(Folding.fold(text), Context.PROSE, findings);
    return findings.arbitrated(Certainty.POSSIBLE).stream().map(Finding::certainty).toList();
  }

  private String masked(String text) {
    return redactor.redact(text, vault).value();
  }
}
