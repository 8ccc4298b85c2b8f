package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.cli.Main;
import dev.ringfence.report.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which runs are signed, and what is stated of them. */
final class AttestCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Path report(String chosen) throws Exception {
    Build build = BuildHashes.now();
    ObjectNode root = JSON.createObjectNode();
    root.put("format", 1).put("verdict", "CLEAN").put("seed", 1).put("canaries", 7);
    root.putArray("issues");
    root.putArray("results");
    ObjectNode of = root.putObject("build");
    of.put("version", build.version()).put("corpus", build.corpus());
    of.put("schema", build.schema());
    if (!chosen.isEmpty()) {
      of.put("chosen", chosen);
    }
    return Files.writeString(folder.resolve("lab.json"), root.toString());
  }

  private int attest(Path report) {
    return Main.commandLine()
        .execute(
            "eval",
            "attest",
            report.toString(),
            "--key",
            folder.resolve("k").toString(),
            "--out",
            folder.resolve("lab.dsse").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile ci", "profile full"})
  void wholeRunIsSignedAndItsProfileStated(String chosen) throws Exception {
    assertThat(attest(report(chosen))).isZero();
    String payload = JSON.readTree(folder.resolve("lab.dsse").toFile()).path("payload").textValue();
    assertThat(JSON.readTree(Base64.getDecoder().decode(payload)).at("/predicate/chosen").asText())
        .isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "only id-walk", "a running service", "profile nothing", "Profile CI"})
  void partOfTheCorpusIsNotSignedAsTheWhole(String chosen) throws Exception {
    assertThat(attest(report(chosen))).isEqualTo(3);
    assertThat(folder.resolve("lab.dsse")).doesNotExist();
    assertThat(folder.resolve("k")).doesNotExist();
  }

  @Test
  void whatWasChosenIsNamedAsItWasAsked() {
    assertThat(BuildHashes.now().of(Build.only(List.of("id-walk", "egress"))).chosen())
        .isEqualTo("only id-walk, egress");
    assertThat(Profile.isWhole(Profile.CI.word())).isTrue();
  }
}
