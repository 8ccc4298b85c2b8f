package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BirthDateRecognizerTest {
  private static final Redactor REDACTOR = Redactor.standard();

  private final InMemoryVault vault = new InMemoryVault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12.03.1984",
        "12.3.84",
        "12. 3. 1984",
        "12/03/1984",
        "3/12/84",
        "12 / 03 / 1984",
        "12-03-1984",
        "12 03 1984",
        "1984-03-12",
        "1984/3/12",
        "1984.03.12",
        "84-03-12",
        "12 March 1984",
        "12th March, 1984",
        "12th of March 1984",
        "March 12, 1984",
        "Mar. 12th 1984",
        "March the 12th, 1984",
        "twelfth of March 1984",
        "12-Mar-1984",
        "12/Mar/1984",
        "12 Mar '84",
        "1984 March 12",
        "12. M\u00e4rz 1984",
        "12. Maerz 1984",
        "12 mars 1984",
        "1er mars 1984",
        "12 de marzo de 1984",
        "1.\u00ba de mar\u00e7o de 1984",
        "12 de mar\u00e7o de 1984",
        "12 marzo 1984",
        "1\u00b0 marzo 1984",
        "12 maart 1984",
        "12 marca 1984",
        "12. b\u0159ezna 1984",
        "12. maaliskuuta 1984",
        "12 \u043c\u0430\u0440\u0442\u0430 1984",
        "12 III 1984",
        "1984\u5e743\u670812\u65e5",
        "1984\ub144 3\uc6d4 12\uc77c",
        // as somebody hides it
        "\uff11\uff12.\uff10\uff13.\uff11\uff19\uff18\uff14",
        "\u0661\u0662/\u0660\u0663/\u0661\u0669\u0668\u0664",
        "12\u200b.03.\u200d1984",
        "12\u201103\u20111984",
        "12&#46;03&#46;1984",
        "12%2F03%2F1984",
        "12\\u002f03\\u002f1984",
        "12&nbsp;March&nbsp;1984",
        "12 M\u200ba\u200br\u200bch 1984",
        "\uff11\uff12 \uff2d\uff41\uff52\uff43\uff48 1984",
      })
  void aDateOfBirthIsMaskedWhole(String date) {
    assertThat(masked("I was born on " + date)).isEqualTo("I was born on [BIRTH_DATE_1]");
    assertThat(masked("DOB: " + date + ", female")).isEqualTo("DOB: [BIRTH_DATE_1], female");
    assertThat(masked("{\"birth_date\": \"" + date + "\"}"))
        .isEqualTo("{\"birth_date\": \"[BIRTH_DATE_1]\"}");
    assertThat(vault.valueOf(new Placeholder(SensitiveType.BIRTH_DATE, 1))).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "born on %s",
        "I was born in Berlin on %s",
        "born in Springfield, Illinois, on %s",
        "She was born %s in Rome",
        "born Monday, %s",
        "in spring, on %s she was born",
        "DOB %s",
        "D.O.B.: %s",
        "(dob %s)",
        "Date of birth (dd/mm/yyyy): %s",
        "date of birth of Ana Moreno is %s",
        "DOB for John Smith: %s",
        "Date of birth\n%s",
        "What is your date of birth? %s",
        "my birthday is %s.",
        "Ana's birthday: %s",
        "%s is my date of birth",
        "%s (date of birth)",
        "Ana Moreno (b. %s)",
        "patient_dob: %s",
        "Birthdate - %s",
        "Birth: %s",
        "geboren am %s in Hamburg",
        "geb. %s",
        "geb. am %s",
        "Geb.-Datum: %s",
        "Geburtsdatum %s",
        "Geburtstag: %s",
        "Er wurde am %s in Berlin geboren",
        "n\u00e9e le %s \u00e0 Paris",
        "n\u00e9(e) le : %s",
        "ne le %s",
        "NEE LE %s",
        "n\u00e9 \u00e0 Lyon le %s",
        "date de naissance : %s",
        "mon anniversaire est le %s",
        "nacido el %s",
        "nacida en Madrid el %s",
        "fecha de nacimiento: %s",
        "F. Nac.: %s",
        "mi cumplea\u00f1os es el %s",
        "nascido em %s",
        "nascida em Lisboa a %s",
        "data de nascimento: %s",
        "anivers\u00e1rio: %s",
        "nato il %s",
        "nata a Roma il %s",
        "data di nascita %s",
        "geboren op %s",
        "geboortedatum: %s",
        "mijn verjaardag is %s",
        "data urodzenia: %s",
        "ur. %s r.",
        "f\u00f6dd %s",
        "f\u00f8dselsdato: %s",
        "syntynyt %s",
        "datum narozen\u00ed: %s",
        "do\u011fum tarihi: %s",
        "\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f: %s",
        "\u0440\u043e\u0434\u0438\u043b\u0441\u044f %s",
        "\u751f\u5e74\u6708\u65e5: %s",
        "\u51fa\u751f\u65e5\u671f\uff1a%s",
        "\uc0dd\ub144\uc6d4\uc77c: %s",
        "birthDate=%s&x=y",
        "<birthDate>%s</birthDate>",
        "\"dateOfBirth\":\"%sT00:00:00Z\"",
        "<td>Date of birth</td><td>%s</td>",
        "| Date of birth | %s |",
        "BDAY;VALUE=date:%s",
      })
  void wordsInManyLanguagesSayThatADateIsOne(String text) {
    for (String date : List.of("12/03/1984", "1984-03-12", "12 March 1984")) {
      assertThat(masked(text.replace("%s", date)))
          .isEqualTo(text.replace("%s", PLACEHOLDERS.get(date)));
    }
  }

  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "12/03/1984", "[BIRTH_DATE_1]",
          "1984-03-12", "[BIRTH_DATE_2]",
          "12 March 1984", "[BIRTH_DATE_3]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "dob: 19840312|dob: [BIRTH_DATE_1]",
        "BDAY:19840312|BDAY:[BIRTH_DATE_1]",
        "dob=120384|dob=[BIRTH_DATE_1]",
        "my birthday is on 12 March|my birthday is on [BIRTH_DATE_1]",
        "Geburtstag: 12.03.|Geburtstag: [BIRTH_DATE_1]",
        "born March 12th|born [BIRTH_DATE_1]",
        "geboren: 12.03.1984, Rechnung: 12.03.2024|geboren: [BIRTH_DATE_1], Rechnung: 12.03.2024",
        "born 1984-03-12, hired 2010-01-02|born [BIRTH_DATE_1], hired 2010-01-02",
        "DOB 12 March 1984 14:30|DOB [BIRTH_DATE_1] 14:30",
        "1984\u5e743\u670812\u65e5\u751f\u307e\u308c|[BIRTH_DATE_1]\u751f\u307e\u308c",
      })
  void onlyTheDateIsMasked(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @Test
  void theColumnOfATableIsKnownByItsName() {
    assertThat(
            masked("name,birth_date,since\nAna,1984-03-12,2020-01-02\nBob,1990-01-02,2021-03-04\n"))
        .isEqualTo(
            "name,birth_date,since\n"
                + "Ana,[BIRTH_DATE_1],2020-01-02\n"
                + "Bob,[BIRTH_DATE_2],2021-03-04\n");
    assertThat(masked("Name;Geburtsdatum;Ort\n\"Ana\";\"12.03.1984\";Rom"))
        .isEqualTo("Name;Geburtsdatum;Ort\n\"Ana\";\"[BIRTH_DATE_3]\";Rom");
    assertThat(
            masked("| Who | Date of Birth |\n| --- | --- |\n| Ana | 3/12/84 |\n\n| x | 3/12/84 |"))
        .isEqualTo(
            "| Who | Date of Birth |\n| --- | --- |\n| Ana | [BIRTH_DATE_4] |\n\n| x | 3/12/84 |");
    assertThat(masked("name,created\nAna,1985-03-12\n"))
        .isEqualTo("name,created\nAna,1985-03-12\n");
  }

  @Test
  void theNameOfAFieldSaysIt() {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("dateOfBirth", "1984-03-12").put("dob", 19840312).put("created", "1984-03-12");
    assertThat(Redactor.standard().redactJson(tree, Map.of(), vault).value())
        .isEqualTo(
            "{\"dateOfBirth\":\"[BIRTH_DATE_1]\",\"dob\":\"[BIRTH_DATE_2]\",\"created\":\"1984-03-12\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "born in the cloud 2019-01-01",
        "The project was born on 2019-01-01",
        "This release was born on 12 March 2024",
        "invoice of 12.03.2024",
        "deadline: 12/03/2024",
        "due date: 2024-03-12",
        "Date: 12 March 2024",
        "the date of the invoice is 12 March 2024",
        "expiry date 12/03/2024",
        "valid until 12.03.2024",
        "meeting on 12 March 2024 in Berlin",
        "die Rechnung vom 12.03.2024",
        "date de facturation : 12/03/2024",
        "fecha de entrega: 12-03-2024",
        "data di scadenza 12.03.2024",
        "hired on 1 March 2019",
        "  Birth: 2021-05-04 10:11:12.123456789 +0200",
        "file birth time 2021-05-04 10:11:12",
        "NATO 12.03.2009 summit",
        "birthday attack, 2004-08-17",
        "version 12.03.84",
        "Updated birthday module 2.10.12",
        "On 2019-01-01 the birthday feature was added",
        "The birth certificate was issued 12/03/2004",
        "Table of birth rates by year 2019-01-01",
        "birth rate 12.3 in 2019",
        "12.03.2024: Version 2",
        "2024-01-15 10:30:00 INFO born process started",
        "Geb. 12, Raum 3.14",
        "stillborn 12/03/2020 branch",
        "a newborn 12/03",
        "born 12 years ago",
        "He was born in 1984.",
        "\"created\":\"1984-03-12\",\"birthplace\":\"Rome\"",
        "birthplace: Rome, 12.03.2024",
        "b. 12 March 2020: the meeting",
        "dob: 31.31.1984",
        "dob: 12.03.1984.5",
        "dob: 0012.03.1984",
        "born $12.03.84",
        "sinh(z) = 1/2 (exp(z) - exp(-z))",
      })
  void anyOtherDateStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "born in the clouds 2019-01-01",
        "born in March 1984",
        "geboren im M\u00e4rz 1984"
      })
  void whatMayBeOneIsMaskedByTheStrictPolicyAlone(String text) {
    assertThat(masked(text)).isEqualTo(text);
    assertThat(REDACTOR.by(Policy.STRICT).redact(text, vault).value()).endsWith(" [BIRTH_DATE_1]");
  }

  @Test
  void anyDayInAnyFormIsMaskedBehindAWordAndStaysWithoutIt() {
    long seed = Long.getLong("ringfence.seed", 20261121);
    Random random = new Random(seed);
    List<String> patterns =
        List.of(
            "dd.MM.yyyy",
            "d.M.yy",
            "MM/dd/yyyy",
            "M/d/yy",
            "dd-MM-yyyy",
            "yyyy-MM-dd",
            "yyyy/MM/dd",
            "d MMMM yyyy",
            "MMMM d, yyyy",
            "d. MMMM yyyy",
            "d MMM yyyy",
            "d 'de' MMMM 'de' yyyy");
    List<String> languages = List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da");
    for (int i = 0; i < 5_000; i++) {
      String pattern = patterns.get(random.nextInt(patterns.size()));
      Locale locale = Locale.forLanguageTag(languages.get(random.nextInt(languages.size())));
      LocalDate day = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(30_000));
      String date = DateTimeFormatter.ofPattern(pattern, locale).format(day);
      assertThat(found("date of birth: " + date + " (given)"))
          .as("seed %d: %s in %s", seed, date, locale)
          .containsExactly(date);
      assertThat(found("date of delivery: " + date + " (given)"))
          .as("seed %d: %s", seed, date)
          .isEmpty();
    }
  }

  static Stream<String> hostile() {
    return Stream.of(
            "born ",
            "born 1",
            "dob:\n1,",
            "birth,1\n",
            "1,",
            ",12/03/1984",
            "12/03/1984 ",
            "12 March ",
            "March 12 ",
            "12.",
            "1984-",
            "1984 March ",
            "of March 1984 ",
            "is my 12/03/84 ",
            "Born Ana 1/1/84 ",
            "birth|",
            "12 \u5e74")
        .map(unit -> unit.repeat(400_000 / unit.length()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void theWorkIsBoundedForEachCharacter(String text) {
    View view = Folding.fold(text);
    Duration spent =
        ProcessorTime.of(() -> new BirthDateRecognizer().find(view, Context.PROSE, new Findings()));
    assertThat(spent).as(text.substring(0, 20)).isLessThan(Duration.ofSeconds(5));
  }

  private static List<String> found(String text) {
    Findings findings = new Findings();
    new BirthDateRecognizer().find(Folding.fold(text), Context.PROSE, findings);
    return findings.arbitrated(Certainty.LIKELY).stream()
        .map(finding -> text.substring(finding.start(), finding.end()))
        .toList();
  }

  private String masked(String text) {
    return REDACTOR.redact(text, vault).value();
  }
}
