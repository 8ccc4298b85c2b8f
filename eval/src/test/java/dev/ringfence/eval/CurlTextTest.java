package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands run by a true {@code sh}, with programs beside it that only note what they are told. */
final class CurlTextTest {
  private static final String HOSTILE =
      "'; touch pwned #\"$(touch pwned)`touch pwned`\\'\\\\$HOME %s %n !! && {a,b} * ~ \u00e4\ud83d\ude00\u202e";

  @TempDir private Path folder;

  @BeforeEach
  void programs() throws IOException {
    // Its arguments, each ended by a null, and what it reads where it is told to.
    program(
        "curl",
        """
        printf '%s\\0' "$@" >> noted
        case "$*" in *'--data-binary @-'*) cat >> noted; printf '\\0' >> noted;; esac
        printf '{"token":"visitor-token","approval":{"id":"id-of-it"},"id":"id-of-it"}'
        """);
    program("ringfence", "printf 'token-of-%s' \"$5\"\n");
    program("psql", "cat > sql-noted\n");
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private String shell(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
    builder.environment().merge("PATH", folder.toString(), (old, first) -> first + ":" + old);
    builder.environment().put("PROPOSAL_X", "a variable");
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(folder.resolve("pwned")).doesNotExist();
    return out;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-n",
        "-e x",
        "'",
        "''",
        "\"",
        "\\",
        "$HOME",
        "`id`",
        "a\nb",
        "\t",
        "%s",
        "*",
        "\u001b[31m",
        "!x",
        "~",
        "#",
        HOSTILE
      })
  void wordIsOneWordAndDoesNothing(String text) throws Exception {
    assertThat(ShellText.word(text)).matches("[ -~]+");
    assertThat(shell("set -- " + ShellText.word(text) + "; printf '%s' \"$#:$1\""))
        .isEqualTo("1:" + text);
    assertThat(shell(ShellText.piped(text) + "cat")).isEqualTo(text);
  }

  @Test
  void bytesThatNoWordHoldsGoThroughAPipe() throws Exception {
    String text = "a\0b\n\n";
    assertThat(shell(ShellText.piped(text) + "cat")).isEqualTo(text);
    assertThat(shell(ShellText.piped("a{huge}b") + "wc -c").strip()).isEqualTo("2097154");
    assertThatThrownBy(() -> ShellText.word(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void variablesAreFilledIn() throws Exception {
    assertThat(shell("printf '%s' " + ShellText.word("$a'{proposal.x}'b")))
        .isEqualTo("$a'a variable'b");
    assertThat(shell(ShellText.piped("a{proposal.x}b") + "cat")).isEqualTo("aa variableb");
  }

  @Test
  void hostileAttackIsSentAsItIsAndNothingElseHappens() throws Exception {
    Attack attack =
        AttackFile.read(
                "own",
                List.of(
                    Map.of(
                        "name", "hostile",
                        "says", List.of(HOSTILE),
                        "prepares", List.of("SELECT '" + HOSTILE.replace("'", "''") + "'"),
                        "brings", List.of(Map.of("name", "one", "text", "@" + HOSTILE + "\n")),
                        "requests",
                            List.of(
                                Map.of(
                                    "method",
                                    "POST",
                                    "path",
                                    "/v1/files/{file.one}/" + HOSTILE,
                                    "headers",
                                    Map.of("X-Odd", HOSTILE),
                                    "body",
                                    "@/etc/passwd" + HOSTILE,
                                    "as",
                                    "victim")))))
            .getFirst();
    Facts facts = Facts.of(Map.of(), Map.of("tenant", HOSTILE, "user", HOSTILE), Map.of());
    List<String> lines =
        CurlText.of(
            attack,
            List.of(new Attack.CallPlan("t", "", "", Map.of(HOSTILE, HOSTILE), "", false)),
            Persona.ANA,
            facts);
    assertThat(lines).allMatch(line -> line.matches("[ -~]+"));
    Files.createDirectories(folder.resolve(".ringfence"));
    Files.writeString(folder.resolve(".ringfence/state.json"), "{\"adminDatabaseUri\": \"u\"}");
    shell("set -e\n" + String.join("\n", lines));
    List<String> noted = List.of(Files.readString(folder.resolve("noted")).split("\0", -1));
    assertThat(noted)
        .contains(
            "@" + HOSTILE + "\n",
            "X-Odd: " + HOSTILE,
            "@/etc/passwd" + HOSTILE,
            "Authorization: Bearer token-of-ana",
            "Authorization: Bearer token-of-" + HOSTILE)
        .anyMatch(
            argument ->
                argument.startsWith("http://127.0.0.1:8080/v1/files/id-of-it/'")
                    && argument.matches("[!-~]+"));
    assertThat(noted).filteredOn(argument -> argument.contains("reproduction")).isNotEmpty();
    assertThat(Files.readString(folder.resolve("sql-noted")))
        .isEqualTo("SELECT '" + HOSTILE.replace("'", "''") + "'");
  }

  /** To curl, an at sign in front is a file's name, but for the one option that says otherwise. */
  @Test
  void bodyThatLooksLikeAFileIsABody() throws Exception {
    Attack attack =
        AttackFile.read(
                "own",
                List.of(
                    Map.of(
                        "name",
                        "a",
                        "requests",
                        List.of(Map.of("path", "/v1/me", "body", "@/etc/passwd")))))
            .getFirst();
    shell(String.join("\n", CurlText.of(attack, List.of(), Persona.ANA, Facts.none())));
    assertThat(Files.readString(folder.resolve("noted")).split("\0"))
        .containsSequence("--data-raw", "@/etc/passwd");
  }

  @Test
  void namesAndLiteralsOfSqlEndNothing() {
    assertThat(SqlText.literal("a'; DROP TABLE x; --")).isEqualTo("'a''; DROP TABLE x; --'");
    assertThat(SqlText.table("demo.in\"voice")).isEqualTo("\"demo\".\"in\"\"voice\"");
  }
}
