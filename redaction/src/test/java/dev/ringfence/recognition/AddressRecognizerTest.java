package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRecognizerTest {
  private static final Redactor REDACTOR = Redactor.standard();

  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the number first
        "12 Elm Street, Apt 4B, Springfield, IL 62704",
        "12 Elm St Springfield IL 62704",
        "12 Elm Street\nSpringfield, IL 62704-1234",
        "12 Elm Street, Springfield, Illinois 62704",
        "1600 Pennsylvania Avenue NW, Washington, DC 20500",
        "350 Fifth Ave, New York, NY 10118",
        "100 W 42nd St, New York, NY 10036",
        "1234 W Sunset Blvd Suite 200, Los Angeles, CA 90028",
        "1 Infinite Loop, Cupertino, CA 95014",
        "742 Evergreen Terrace",
        "12 Broadway, New York, NY 10003",
        "3 The Old Forge, Little Village, Oxford OX1 2JD",
        "12 5th Avenue",
        "1 Avenue of the Americas, New York, NY 10013",
        "24 Sussex Drive, Ottawa, ON K1M 1M4",
        "Flat 3, 10 Downing St, London SW1A 2AA",
        "221B Baker Street, London NW1 6XE",
        "12-14 High Street, Oxford OX1 4AA",
        "8 St James's Square, London SW1Y 4JU",
        "3/45 Collins Street, Melbourne VIC 3000",
        "Unit 5, 10 Smith St, Sydney NSW 2000",
        "12 bis, rue de la Paix, 75002 Paris",
        "5 rue Victor Hugo",
        "42 rue du march\u00e9",
        "12 avenue des Champs-\u00c9lys\u00e9es, 75008 Paris",
        "5 place du March\u00e9, 69001 Lyon",
        // the street first
        "Musterstra\u00dfe 12a, 10115 Berlin",
        "Hauptstr. 5",
        "hauptstr. 5, 10115 berlin",
        "Berliner Stra\u00dfe 12, 10115 Berlin",
        "Stra\u00dfe des 17. Juni 135, 10623 Berlin",
        "Karl-Marx-Allee 34",
        "Am Markt 5",
        "An der alten M\u00fchle 3, 12345 Dorf",
        "Unter den Linden 77, 10117 Berlin",
        "Lindenallee 7, 2. OG links, 50667 K\u00f6ln",
        "Hauptstra\u00dfe 12 in 10115 Berlin",
        "Bahnhofplatz 1, 8001 Z\u00fcrich",
        "Hauptstrasse 5, CH-8001 Z\u00fcrich",
        "Mariahilfer Stra\u00dfe 10, 1060 Wien",
        "Calle Mayor 5, 3\u00ba B, 28013 Madrid",
        "C/ Mayor, 5",
        "Avda. de la Constituci\u00f3n 12, 41001 Sevilla",
        "Plaza de Espa\u00f1a 1, 28008 Madrid",
        "Carrer de Mallorca, 401, 08013 Barcelona",
        "Rua das Flores, 123, 1200-194 Lisboa",
        "Rua Augusta, 1500 - apto 45, S\u00e3o Paulo - SP, 01304-001",
        "Av. Paulista, 1578, 01310-200 S\u00e3o Paulo",
        "Via Roma 12, 00184 Roma",
        "Via Giuseppe Garibaldi 12/A",
        "Piazza del Duomo, 1, 20121 Milano",
        "Keizersgracht 123, 1015 CJ Amsterdam",
        "Dorpsstraat 5",
        "ul. D\u0142uga 5/7, 00-001 Warszawa",
        "ul. Marsza\u0142kowska 12 m. 5",
        "al. Jerozolimskie 65/79, 00-697 Warszawa",
        "Rue de la Loi 16, 1000 Bruxelles",
        "Drottninggatan 5, 111 51 Stockholm",
        "Vesterbrogade 3, 1620 K\u00f8benhavn",
        "Karl Johans gate 5, 0154 Oslo",
        "Mannerheimintie 12, 00100 Helsinki",
        "Kossuth Lajos utca 5, 1053 Budapest",
        "Vodi\u010dkova 12, 110 00 Praha 1",
        "Atat\u00fcrk Caddesi No: 12, 34000 Istanbul",
        "\u0443\u043b. \u041b\u0435\u043d\u0438\u043d\u0430, \u0434. 5, \u043a\u0432. 12,"
            + " \u041c\u043e\u0441\u043a\u0432\u0430",
        // boxes
        "PO Box 1234",
        "P.O. Box 1234, Springfield, IL 62704",
        "Postfach 12 34 56, 10115 Berlin",
        "Postbus 123, 1000 AA Amsterdam",
        "Apartado de Correos 123",
        "Caixa Postal 123",
        // as somebody hides it
        "\uff11\uff12 \uff25\uff4c\uff4d \uff33\uff54\uff52\uff45\uff45\uff54",
        "1\u200b2 Elm\u200b Street",
        "12&nbsp;Elm&nbsp;Street",
        "12%20Elm%20Street",
        "Musterstra&#223;e 12, 10115 Berlin",
        "Musterstra\\u00dfe 12, 10115 Berlin",
      })
  void anAddressIsMaskedWhole(String address) {
    assertThat(masked(address)).isEqualTo("[ADDRESS_1]");
    assertThat(masked("(" + address + ")")).isEqualTo("([ADDRESS_1])");
    assertThat(masked("We met there: " + address + ".")).isEqualTo("We met there: [ADDRESS_1].");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.ADDRESS, 1))).contains(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "I live at 12 Elm Street and like it|I live at [ADDRESS_1] and like it",
        "i live at 12 elm street, thanks|i live at [ADDRESS_1], thanks",
        "at 12 elm street.|at [ADDRESS_1].",
        "She moved to 45 Oak Lane last year|She moved to [ADDRESS_1] last year",
        "Please ship it to 12 Maple Way today|Please ship it to [ADDRESS_1] today",
        "Ich wohne in der Musterstra\u00dfe 12 seit 2019|Ich wohne in der [ADDRESS_1] seit 2019",
        "Abito in via Garibaldi 5 da anni|Abito in [ADDRESS_1] da anni",
        "12 Elm Street, Ana said 5|[ADDRESS_1], Ana said 5",
        "Adresse : 5 place du March\u00e9, 69001 Lyon|Adresse : [ADDRESS_1]",
        "Address: Rose Cottage 5, Little Village|Address: [ADDRESS_1]",
        "Wohnhaft: Kirchweg 5, Hamburg|Wohnhaft: [ADDRESS_1]",
        "\"street\": \"Elm Street 12\", \"n\": 5|\"street\": \"[ADDRESS_1]\", \"n\": 5",
        "{\"address_line1\":\"12 Elm Street\"}|{\"address_line1\":\"[ADDRESS_1]\"}",
        "{\"streetAddress\":\"The Old Forge\"}|{\"streetAddress\":\"[ADDRESS_1]\"}",
        "Shipping address: The Old Forge, Little Village|Shipping address: [ADDRESS_1]",
        "address1=12 Elm Street&x=y|address1=[ADDRESS_1]&x=y",
        "<street>12 Elm Street</street>|<street>[ADDRESS_1]</street>",
        "PO Box 12, call me|[ADDRESS_1], call me",
      })
  void whatStandsAroundAnAddressStays(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @Test
  void theNameOfAFieldSaysIt() {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("street", "Old Forge Cottage").put("shippingAddress", "Rose 5, Little Village");
    tree.put("ipAddress", "Local 5 Net")
        .put("address", "see Figure")
        .put("title", "Old Forge Cottage 2");
    assertThat(Redactor.standard().redactJson(tree, Map.of(), vault).value())
        .isEqualTo(
            "{\"street\":\"[ADDRESS_1]\",\"shippingAddress\":\"[ADDRESS_2]\",\"ipAddress\":\"Local"
                + " 5 Net\",\"address\":\"see Figure\",\"title\":\"Old Forge Cottage 2\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5 road tests",
        "Wall Street fell 3 %",
        "In 1929 Wall Street crashed",
        "at 10 Main features",
        "Via email 12",
        "Connect via HTTP 2",
        "via Port 80 you can reach it",
        "Via Bluetooth 5 and USB 3",
        "I rue 5 days of it",
        "version 5.10 Street",
        "100 Way to do it",
        "100 Ways to do it",
        "Avenue Q",
        "30 Court cases",
        "12 Broadway, New York",
        "In 3 Steps, Part 2",
        "5 Apples, 10115 Pears",
        "/usr/share/doc 5",
        "C/src 5",
        "C/C++ 17",
        "Kapitel 5, 12345 Zeichen",
        "Table 5, 10000 Rows",
        "Figure 3, 2019 Edition",
        "See Listing 5, 12345 Lines",
        "about Plan 9, 12345 Lines",
        "the RFC 7231, 12345 Octets",
        "a String 5, 10115 Bytes",
        "the Process 12, 10115 Threads",
        "May 5, 2019 Paris",
        "Windows 10, 64 Bit",
        "Java 21, 12345 Downloads",
        "Am Montag 5 Uhr",
        "Am Ende 5 Punkte",
        "Im Jahr 2019",
        "Im Garten 5 Kinder",
        "Arbeitsplatz 5",
        "Speicherplatz 10 GB",
        "Monitoring 3",
        "Der Ring 5",
        "Stra\u00dfe 5 Meter breit",
        "3 Best Drive options",
        "1 Hard Drive",
        "line 12 in file street.c",
        "the first 5 street names",
        "Section 5 Way forward",
        "page 12 Way of the World",
        "Release 12 Park and ride",
        "on 12 March Street parties",
        "5 Green Park benches",
        "2 New Street lights",
        "10 Court and 5 Square",
        "at 5 Point scale",
        "3 Point Circle",
        "8 Bit View",
        "5 Cross validation folds",
        "Step 2 Run the test",
        "3 cours de fran\u00e7ais",
        "2 place holders",
        "es kostet 5 Euro",
        "12 hours a day",
        "port 8080 in place 5",
        "strcasestr.3 and strcat.3",
        "Copyright 1984-1994, 1998 The Open Group",
        "2018 R. Janis Gold\n 2020 Ralf Jung\n 2017 Redox Developers",
        "allow_reuse_address = 1    # Seems to make sense",
        "Box 5 of 12",
        "bp 120 over 80",
        "address: 0x7ffe1234",
        "address = getAddress(5)",
        "address: localhost 8080",
        "Address: Optional[Str] = 5",
        "E-mail address: see below 5",
        "IP address: Local 5 Net",
        "\"street\": 5",
        "\"street\": {\"type\": \"string\", \"minLength\": 5}",
        "String street = \"\"; int no = 5;",
        "return address: Frame 5 Slot",
      })
  void whatOnlyLooksLikeAnAddressStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 Sesame Street episodes|[ADDRESS_1] episodes",
        "a walk of 3 Maple Circle laps|a walk of [ADDRESS_1] laps",
        "via Gateway 12 then|[ADDRESS_1] then",
      })
  void whatMayBeOneIsMaskedByTheStrictPolicyAlone(String text, String strict) {
    assertThat(masked(text)).isEqualTo(text);
    assertThat(REDACTOR.by(Policy.STRICT).redact(text, vault).value()).isEqualTo(strict);
  }

  @Test
  void streetsOfManyCountriesAreMaskedWholeInASentenceAndTheirNamesAloneStay() {
    long seed = Long.getLong("ringfence.seed", 20261121);
    Random random = new Random(seed);
    List<Function<Random, String>> countries =
        List.of(
            r ->
                n(r)
                    + " "
                    + name(r)
                    + " "
                    + Samples.pick(r, "Street", "St", "Ave", "Road", "Lane", "Blvd"),
            r ->
                n(r)
                    + " "
                    + name(r)
                    + " "
                    + Samples.pick(r, "Dr", "Court", "Way")
                    + ", "
                    + name(r)
                    + ", TX "
                    + Samples.digits(r, 5),
            r ->
                name(r)
                    + Samples.pick(r, "stra\u00dfe ", "str. ", "gasse ", "allee ")
                    + n(r)
                    + ", 1"
                    + Samples.digits(r, 4)
                    + " "
                    + name(r),
            r ->
                n(r)
                    + ", rue "
                    + Samples.pick(r, "de ", "du ", "")
                    + name(r)
                    + ", 75"
                    + Samples.digits(r, 3)
                    + " "
                    + name(r),
            r -> "Calle " + name(r) + Samples.pick(r, " ", ", ", " n\u00ba ") + n(r),
            r ->
                "Rua "
                    + Samples.pick(r, "da ", "dos ", "")
                    + name(r)
                    + ", "
                    + n(r)
                    + ", 1200-"
                    + Samples.digits(r, 3)
                    + " "
                    + name(r),
            r -> "Viale " + name(r) + " " + n(r) + ", 00" + Samples.digits(r, 3) + " " + name(r),
            r -> name(r) + "straat " + n(r) + ", 1015 CJ " + name(r),
            r ->
                "ul. "
                    + name(r)
                    + " "
                    + n(r)
                    + "/"
                    + n(r)
                    + ", 00-"
                    + Samples.digits(r, 3)
                    + " "
                    + name(r));
    for (int i = 0; i < 3_000; i++) {
      String address = countries.get(i % countries.size()).apply(random);
      assertThat(found("We met at " + address + ", as said."))
          .as("seed %d: %s", seed, address)
          .containsExactly(address);
      String name = address.replaceAll("[^\\p{L} ]", "");
      assertThat(found("We met at " + name + ", as said.")).as("seed %d: %s", seed, name).isEmpty();
    }
  }

  private static String n(Random random) {
    return Integer.toString(1 + random.nextInt(300));
  }

  private static String name(Random random) {
    String[] syllables = {"mar", "lo", "ten", "bri", "sa", "vel", "kor", "ni", "dal", "fe"};
    String name =
        Samples.pick(random, syllables)
            + Samples.pick(random, syllables)
            + Samples.pick(random, syllables);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static Stream<String> hostile() {
    return Stream.of(
            "1 ",
            "1 A ",
            "12 Elm ",
            "12 Elm Street ",
            "12 Elm Street, Apt 4, ",
            "Calle ",
            "Calle A 1 ",
            "1 rue de ",
            "de de de 1 ",
            "rue l'",
            "Am Am 1 ",
            "a-",
            "A-a-a-a 1 ",
            "Box 1 ",
            "PO Box 1 2 3 ",
            "address:",
            "address: A 1 ",
            "street=A b ",
            "10115 Berlin ",
            "A A A A 1, 10115 A ",
            "Flat 3, ",
            ", 1",
            "1/1/",
            "SW1A ",
            "str. 1 in 1 ")
        .map(unit -> unit.repeat(400_000 / unit.length()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void theWorkIsBoundedForEachCharacter(String text) {
    View view = Folding.fold(text);
    Duration spent =
        ProcessorTime.of(() -> new AddressRecognizer().find(view, Context.PROSE, new Findings()));
    assertThat(spent).as(text.substring(0, 12)).isLessThan(Duration.ofSeconds(5));
  }

  private static List<String> found(String text) {
    Findings findings = new Findings();
    new AddressRecognizer().find(Folding.fold(text), Context.PROSE, findings);
    return findings.arbitrated(Certainty.LIKELY).stream()
        .map(finding -> text.substring(finding.start(), finding.end()))
        .toList();
  }

  private String masked(String text) {
    return REDACTOR.redact(text, vault).value();
  }
}
