package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RedactCommandTest {
  private final long seed = Long.getLong("ringfence.seed", 20261121);
  private final StringWriter err = new StringWriter();

  private byte[] redact(byte[] input, String... options) throws IOException {
    CommandLine main = Main.commandLine();
    main.setErr(new PrintWriter(err, true));
    main.parseArgs(Stream.concat(Stream.of("redact"), Stream.of(options)).toArray(String[]::new));
    CommandLine line = Objects.requireNonNull(main.getSubcommands().get("redact"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RedactCommand command = line.getCommand();
    command.redact(new ByteArrayInputStream(input), out);
    return out.toByteArray();
  }

  private String redact(String input, String... options) throws IOException {
    return new String(redact(input.getBytes(UTF_8), options), UTF_8);
  }

  @Test
  void oneValueHasOnePlaceholderThroughout() throws IOException {
    assertThat(redact("a@example.com, b@example.com\n\na@example.com"))
        .isEqualTo("[EMAIL_1], [EMAIL_2]\n\n[EMAIL_1]");
  }

  @Test
  void whatLooksLikeAPlaceholderStays() throws IOException {
    assertThat(redact("[EMAIL_1] and [PHONE_2]")).isEqualTo("[EMAIL_1] and [PHONE_2]");
  }

  @Test
  void bytesThatAreNoTextStayWhatTheyAre() throws IOException {
    System.out.println("  bytes with -Dringfence.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      ByteArrayOutputStream before = new ByteArrayOutputStream();
      ByteArrayOutputStream after = new ByteArrayOutputStream();
      for (int part = 0; part < 20; part++) {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
          noise[i] |= (byte) 0x80;
        }
        before.writeBytes(noise);
        after.writeBytes(noise);
        before.writeBytes(" ana@example.com ".getBytes(UTF_8));
        after.writeBytes(" [EMAIL_1] ".getBytes(UTF_8));
      }
      assertThat(redact(before.toByteArray())).isEqualTo(after.toByteArray());
    }
  }

  @Test
  void valueIsNotCutWhereTheInputIsReadInParts() throws IOException {
    String line = "Ordinary words, and then an address: ana@example.com\n";
    String input = line.repeat(TextBlocks.ENOUGH * 5 / line.length());
    assertThat(redact(input)).isEqualTo(input.replace("ana@example.com", "[EMAIL_1]"));
  }

  @Test
  void lineWithoutAnEndIsReadToo() throws IOException {
    String input = "word ".repeat(TextBlocks.LONGEST / 2);
    assertThat(redact(input + "ana@example.com")).isEqualTo(input + "[EMAIL_1]");
  }

  @ParameterizedTest
  @CsvSource({
    "US, Call 2125550142 today, false",
    "'', Call 2125550142 today, true",
  })
  void regionSaysWhichNationalNumbersAreMasked(String region, String text, boolean stays)
      throws IOException {
    String found =
        region.isEmpty() ? redact(ordinary(text)) : redact(ordinary(text), "--region", region);
    assertThat(found.equals(ordinary(text))).isEqualTo(stays);
  }

  /** Without the word that would decide it. */
  private static String ordinary(String text) {
    return text.replace("Call ", "It was ");
  }

  @Test
  void explanationNamesThePlaceTheCertaintyAndTheReasonAndNotTheValue() throws IOException {
    redact("first\n  ana@example.com", "--explain");
    assertThat(err.toString())
        .contains("2:3", "[EMAIL_1]", "proven", "a local part", "masked: 1 EMAIL")
        .doesNotContain("ana@example");
  }

  @Test
  void missingFileIsNamedAndNothingIsWritten(@TempDir Path folder) {
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute("redact", folder.resolve("gone.txt").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no file to read at").contains("gone.txt");
  }

  @Test
  void companysOwnPatternIsMasked(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), "employee-id: 'E-[0-9]{6}'\n");
    assertThat(redact("It was E-123456, not E-12.", "--patterns", file.toString()))
        .isEqualTo("It was [CUSTOM_1], not E-12.");
    assertThat(redact("It was E%2D123456.", "--patterns", file.toString()))
        .isEqualTo("It was [CUSTOM_1].");
  }

  /** Backtracking would take longer than the universe is old. */
  @Test
  void hostilePatternTakesLinearTime(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), "slow: '(a+)+b'\n");
    String text = "a".repeat(5_000) + "c";
    assertThat(redact(text, "--patterns", file.toString())).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a, b]|a line for each pattern",
        "x: 5|has no expression",
        "x: '('|the pattern x is no regular expression of RE2",
        "x: '(?=a)'|the pattern x is no regular expression of RE2",
        "x: 'a*'|matches the empty text",
        "X Y: 'a'|a pattern's name is of lower-case letters",
        "x: 'a|own.yaml",
      })
  void wrongPatternFileIsExplained(String content, String said, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), content);
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute("redact", "--patterns", file.toString(), "/dev/null")).isEqualTo(2);
    assertThat(err.toString()).contains(said);
  }

  @Test
  void regionThatIsNoneIsNamed() {
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute("redact", "--region", "XQ", "/dev/null")).isEqualTo(2);
    assertThat(err.toString()).contains("--region").contains("XQ");
  }

  @Test
  void everyByteSurvivesTheWayToTextAndBack() {
    byte[] all = new byte[256 * 256 * 2];
    for (int i = 0; i < all.length; i += 2) {
      all[i] = (byte) (i / 512);
      all[i + 1] = (byte) (i / 2);
    }
    String text = ByteText.decode(all, 0, all.length);
    assertThat(ByteText.encode(text)).isEqualTo(all);
  }
}
