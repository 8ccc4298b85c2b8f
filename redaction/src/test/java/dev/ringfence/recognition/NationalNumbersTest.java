package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each region's example numbers, as its own people write them, among people of that region. */
final class NationalNumbersTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We saw {} there.",
        "{}",
        "My number is {}.",
        "Tel. {}",
        "Ruf mich unter {} an",
        "(see {})",
        "please confirm {}, thanks",
        "Order 4711 has not come, reach me at {} please",
      })
  void nationalFormIsMaskedWhereTheRegionIsKnown(String sentence) {
    int numbers = 0;
    List<String> missed = new ArrayList<>();
    for (String region : new TreeSet<>(LIBRARY.getSupportedRegions())) {
      Redactor redactor = Redactor.forRegions(List.of(region));
      for (String number : examples(region)) {
        numbers++;
        String text = sentence.replace("{}", number);
        String masked = redactor.redact(text, new InMemoryVault()).value();
        if (!masked.equals(sentence.replace("{}", "[PHONE_1]"))) {
          missed.add(region + " " + number + ": " + masked);
        }
      }
    }
    System.out.printf(
        "  %d of %d example numbers are not masked: %s%n", missed.size(), numbers, missed);
    assertThat(numbers).isGreaterThan(1000);
    assertThat(missed.size()).isLessThan(numbers / 100);
  }

  private static Set<String> examples(String region) {
    Set<String> written = new LinkedHashSet<>();
    for (PhoneNumberType type : PhoneNumberType.values()) {
      PhoneNumber number = LIBRARY.getExampleNumberForType(region, type);
      if (number != null) {
        written.add(LIBRARY.format(number, PhoneNumberFormat.NATIONAL));
      }
    }
    return written;
  }
}
