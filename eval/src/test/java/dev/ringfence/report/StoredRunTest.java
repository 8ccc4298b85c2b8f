package dev.ringfence.report;

import static dev.ringfence.report.Runs.BUILD;
import static dev.ringfence.report.Runs.result;
import static dev.ringfence.report.Runs.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredRunTest {
  @TempDir private Path folder;
  private Path key;
  private Path file;

  @BeforeEach
  void store() throws IOException {
    key = folder.resolve("attest.key");
    file = write("run.json", ReportForm.JSON.write(Review.of(Runs.mixed(), BUILD)));
  }

  private Path write(String name, String text) throws IOException {
    // As the service writes it: what is no text becomes a question mark.
    return Files.write(folder.resolve(name), text.getBytes(UTF_8));
  }

  private StoredRun stored(RunResult run) throws IOException {
    return StoredRun.read(write("other.json", ReportForm.JSON.write(Review.of(run, BUILD))));
  }

  private Path signed() throws IOException {
    return write(
        "run.dsse", Attestation.sign(StoredRun.read(file), "run.json", Optional.empty(), key));
  }

  @Test
  void nothingIsNewBetweenARunAndAnotherSeedOfIt() throws Exception {
    RunResult mixed = Runs.mixed();
    RunDiff diff =
        RunDiff.between(
            StoredRun.read(file), stored(run(99, mixed.cases().toArray(CaseResult[]::new))));
    assertThat(diff.exitCode()).isZero();
    assertThat(diff.lines()).last().isEqualTo("0 new, 0 gone, 2 still there");
  }

  @Test
  void newGoneChangedAndVanishedAreTold() throws Exception {
    StoredRun clean = stored(run(1, result("ask", "id-walk", "ben", "")));
    RunDiff mended = RunDiff.between(StoredRun.read(file), clean);
    assertThat(mended.exitCode()).isZero();
    assertThat(mended.lines())
        .anyMatch(line -> line.startsWith("GONE       rf1-"))
        .contains(
            "CHANGED    ask/id-walk as ben: LEAK -> CLEAN",
            "VANISHED   files/bring as sam, which was INCONCLUSIVE",
            "0 new, 2 gone, 0 still there");
    RunDiff broken = RunDiff.between(clean, StoredRun.read(file));
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.lines()).anyMatch(line -> line.startsWith("NEW        rf1-"));
  }

  @Test
  void hostileReportIsReadAndPrintedHarmlessly() throws Exception {
    RunDiff diff = RunDiff.between(stored(run(1)), stored(Runs.hostile()));
    assertThat(diff.lines()).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"format\": 2}",
        "{\"format\": 1}",
        "{\"format\": 1, \"format\": 1}",
        "{\"format\": 1, \"issues\": [{}], \"results\": []}",
        "{\"format\": 1, \"issues\": [], \"results\": [{\"verdict\": \"FINE\"}]}",
        "not json"
      })
  void whatIsNoReportIsAMistakeInOneLine(String text) throws Exception {
    Path other = write("bad.json", text);
    assertThatThrownBy(() -> StoredRun.read(other))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("bad.json")
        .hasMessageNotContaining("\n");
  }

  @Test
  void fingerprintThatIsNoneIsAMistake() throws Exception {
    String text = Files.readString(file);
    String print = StoredRun.read(file).issues().keySet().iterator().next();
    Path other = write("bad.json", text.replace(print, "rf1-\\u001b[31m"));
    assertThatThrownBy(() -> StoredRun.read(other)).hasMessageContaining("has no fingerprint");
  }

  @Test
  void statementIsVerifiedByItsKeyAndAboutItsRun() throws Exception {
    Path envelope = signed();
    Path publicKey = folder.resolve("attest.key.pub");
    assertThat(Attestation.verify(envelope, publicKey, Optional.of(file)).orElseThrow())
        .contains("https://in-toto.io/Statement/v1", BUILD.corpus(), StoredRun.read(file).sha256());
    Path changed = write("changed.json", Files.readString(file) + "\n");
    assertThat(Attestation.verify(envelope, publicKey, Optional.of(changed))).isEmpty();
  }

  @Test
  void otherKeyOrChangedStatementIsNotVerified() throws Exception {
    Path envelope = signed();
    Path other = folder.resolve("other.key");
    var _ = Attestation.sign(StoredRun.read(file), "run.json", Optional.empty(), other);
    assertThat(Attestation.verify(envelope, folder.resolve("other.key.pub"), Optional.empty()))
        .isEmpty();
    String text = Files.readString(envelope);
    String payload = text.replaceAll("(?s).*\"payload\" : \"([^\"]+)\".*", "$1");
    String forged =
        Base64.getEncoder()
            .encodeToString(
                new String(Base64.getDecoder().decode(payload))
                    .replace("\"LEAK\"", "\"CLEAN\"")
                    .getBytes());
    assertThat(forged).isNotEqualTo(payload);
    Path lie = write("lie.dsse", text.replace(payload, forged));
    assertThat(Attestation.verify(lie, folder.resolve("attest.key.pub"), Optional.empty()))
        .isEmpty();
  }

  /** Signed by the right key, and yet about something else. */
  @ParameterizedTest
  @ValueSource(strings = {"_type", "predicateType"})
  void statementOfAnotherTypeIsRefused(String field) throws Exception {
    String payload = payload(Files.readString(signed()));
    String other = payload.replaceFirst("(\"" + field + "\":\")", "$1x");
    assertThat(other).isNotEqualTo(payload);
    Path envelope = envelope("application/vnd.in-toto+json", other, "application/vnd.in-toto+json");
    assertThatThrownBy(
            () -> Attestation.verify(envelope, folder.resolve("attest.key.pub"), Optional.empty()))
        .hasMessageContaining("states something else");
  }

  @Test
  void envelopeOfAnotherTypeIsRefusedAndAnotherTypeWasNotSigned() throws Exception {
    String payload = payload(Files.readString(signed()));
    Path other = envelope("text/plain", payload, "text/plain");
    assertThatThrownBy(
            () -> Attestation.verify(other, folder.resolve("attest.key.pub"), Optional.empty()))
        .hasMessageContaining("no envelope");
    Path mixed = envelope("text/plain", payload, "application/vnd.in-toto+json");
    assertThat(Attestation.verify(mixed, folder.resolve("attest.key.pub"), Optional.empty()))
        .isEmpty();
  }

  @Test
  void publicKeyOfAnotherIsNotSignedFor() throws Exception {
    signed();
    var _ =
        Attestation.sign(
            StoredRun.read(file), "run.json", Optional.empty(), folder.resolve("other.key"));
    Files.copy(
        folder.resolve("other.key.pub"),
        folder.resolve("attest.key.pub"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::signed).hasMessageContaining("is not the public half");
  }

  private static String payload(String envelope) {
    String base64 = envelope.replaceAll("(?s).*\"payload\" : \"([^\"]+)\".*", "$1");
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }

  private Path envelope(String signedType, String payload, String type) throws IOException {
    byte[] signature =
        SigningKey.sign(key, Attestation.encoding(signedType, payload.getBytes(UTF_8)));
    Base64.Encoder base64 = Base64.getEncoder();
    return write(
        "own.dsse",
        "{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[{\"sig\":\"%s\"}]}"
            .formatted(
                base64.encodeToString(payload.getBytes(UTF_8)),
                type,
                base64.encodeToString(signature)));
  }

  /** The example of DSSE's own specification. */
  @Test
  void encodingIsThatOfTheSpecification() {
    assertThat(
            new String(
                Attestation.encoding("http://example.com/HelloWorld", "hello world".getBytes())))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void privateKeyIsItsOwnersAloneAndIsRefusedOtherwise() throws Exception {
    signed();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    String before = Files.readString(key);
    signed();
    assertThat(Files.readString(key)).isEqualTo(before);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::signed).hasMessageContaining("chmod 600");
  }

  @Test
  void scoreCountsWhatWasPrintedAndTakesNothingElse() throws Exception {
    Path printed =
        write(
            "s.txt",
            "policy-open   KILLED   foreign-row@model in 1 of 1 cases\na  NO PROOF  x\nb  SURVIVED  y\n");
    SabotageScore score = SabotageScore.read(printed);
    assertThat(new int[] {score.noticed(), score.survived(), score.unproven()})
        .containsExactly(1, 1, 1);
    assertThatThrownBy(() -> SabotageScore.read(write("s.txt", "all is well\n")))
        .hasMessageContaining("not a line of eval sabotage");
  }

  @Test
  void summaryStandsBetweenItsMarksAndTheRestStays() {
    Review review = Review.of(Runs.mixed(), BUILD);
    String text = Summary.into("a\n<!-- leak-lab -->\nold\n<!-- /leak-lab -->\nb\n", review);
    assertThat(text)
        .startsWith("a\n<!-- leak-lab -->\n| family |")
        .endsWith("<!-- /leak-lab -->\nb\n")
        .contains("| **all** | 3 | 1 | 1 | 1 |", "LEAK: 12 canaries, seed 1")
        .doesNotContain("old");
    assertThat(Summary.into(text, review)).isEqualTo(text);
    assertThatThrownBy(() -> Summary.into("somebody's text", review))
        .isInstanceOf(ReportException.class);
    assertThat(Summary.badge(review)).contains("leak lab: leak").doesNotContain("http://img");
  }

  @Test
  void whatWasChosenIsReadAgainAndStandsInSummaryAndBadge() throws Exception {
    Build part = BUILD.of(Build.only(List.of("id-walk", "ask")));
    Review review = Review.of(run(1, result("ask", "id-walk", "ana", "")), part);
    Path other = write("part.json", ReportForm.JSON.write(review));
    assertThat(StoredRun.read(other).build()).isEqualTo(part);
    assertThat(part.isOf(BUILD)).isTrue();
    assertThat(Summary.into("", review)).contains("version 0.1.0, only id-walk, ask.");
    assertThat(Summary.badge(review)).contains("leak lab: 1 chosen cases clean");
    Review whole = Review.of(review.run(), BUILD.of("profile ci"));
    assertThat(Summary.badge(whole)).contains("leak lab: 1 cases clean");
  }

  @Test
  void whatAReportSaysThatWasChosenIsHarmlessWhereItIsPrinted() throws Exception {
    Review review = Review.of(Runs.mixed(), BUILD.of("profile ci\u001b[2J\n"));
    Path other = write("hostile.json", ReportForm.JSON.write(review));
    assertThat(StoredRun.read(other).build().chosen()).isEqualTo("profile ci\\u{1B}[2J\\u{A}");
  }
}
