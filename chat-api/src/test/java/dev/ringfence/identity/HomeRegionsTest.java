package dev.ringfence.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HomeRegionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"locale\":\"de-AT\"} | AT",
        "{\"locale\":\"pt_BR\"} | BR",
        "{\"locale\":\"zh-Hant-TW\"} | TW",
        "{\"phone_number\":\"+1 416 555 0123\"} | CA",
        "{\"address\":{\"country\":\"ch\"}} | CH",
        "{\"address\":{\"country\":\"FR\"},\"locale\":\"fr-FR\"} | FR",
        "{\"address\":{\"country\":\"FR\"},\"phone_number\":\"+44 20 7946 0018\",\"locale\":\"de-DE\"} | FR GB DE",
        "{} | ``",
        "{\"locale\":\"de\"} | ``",
        "{\"locale\":\"de-ZZ\"} | ``",
        "{\"locale\":\"??\"} | ``",
        "{\"locale\":7} | ``",
        "{\"locale\":null} | ``",
        "{\"address\":\"France\"} | ``",
        "{\"address\":{\"country\":\"France\"}} | ``",
        "{\"phone_number\":\"030 901820\"} | ``",
        "{\"phone_number\":\"+999 1\"} | ``",
        "{\"phone_number\":[\"+49 30 901820\"]} | ``"
      })
  void aRegionIsWhatTheStandardClaimsSay(String claims, String regions)
      throws JsonProcessingException {
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(claims);
    assertThat(HomeRegions.of(new Claims(tree)))
        .isEqualTo(regions.isEmpty() ? List.of() : List.of(regions.split(" ")));
  }
}
