package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what {@code docs/own-database.md} says, as it stands there: with processes of its own, on a
 * database in which nothing is yet. Only {@code psql} and {@code curl}, which a build need not
 * have, are stood in for.
 */
class OwnDatabaseTest {
  private static final Path PAGE =
      Path.of(System.getProperty("ringfence.build.root"), "docs", "own-database.md");

  @TempDir private Path folder;

  private final TestDatabase database = TestDatabases.createEmpty();

  /** What stands in the page, and what it is here. */
  private final Map<String, String> here = new HashMap<>();

  private final Map<String, String> variables = new HashMap<>();
  private @Nullable Process service;

  @AfterEach
  void stop() throws InterruptedException {
    if (service != null) {
      service.destroy();
      service.waitFor();
    }
  }

  @Test
  void thePageIsTrue() throws Exception {
    prepare();
    Transcript transcript = Transcript.of(PAGE);
    assertThat(transcript.steps()).hasSizeGreaterThan(15);
    for (Transcript.Step step : transcript.steps()) {
      switch (step) {
        case Transcript.Step.Write file ->
            Files.writeString(folder.resolve(file.name()), ofHere(file.content()));
        case Transcript.Step.Run run ->
            assertThat(printed(ofHere(run.command())).strip())
                .as("$ " + run.command())
                .matches(new Transcript.Step.Run("", ofHere(run.printed())).pattern());
      }
    }
  }

  private void prepare() throws IOException, JOSEException {
    here.put("postgresql://postgres:secret@127.0.0.1:5432/gym", database.admin().toText());
    here.put(
        "postgresql://ringfence_app:chosen-by-you@127.0.0.1:5432/gym", database.app().toText());
    here.put("2027-11-01", LocalDate.now(ZoneOffset.UTC).plusMonths(6).toString());
    // Logins are the whole cluster's, and other tests leave some there that are found as well.
    here.put("0 errors, 5 warnings", "…");
    ECKey key =
        new ECKeyGenerator(Curve.P_256)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.ES256)
            .keyID("gym")
            .generate();
    here.put(
        "jwks-uri: https://login.gym.example/jwks.json",
        "jwks: '" + new JWKSet(key.toPublicJWK()) + "'");
    variables.put("TOKEN_OF_MIA_AT_NORTH", token(key, "north"));
    variables.put("TOKEN_OF_MIA_AT_LAKE", token(key, "lake"));
    variables.put("RINGFENCE_VISITOR_DATABASE_URL", database.visitors().toText());
    Path launcher = folder.resolve("ringfence");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        exec "%s/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' dev.ringfence.cli.Main "$@"
        """
            .formatted(System.getProperty("java.home"), classPath()));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  /** That of this build, without what is for tests alone. */
  private static String classPath() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(path -> !path.endsWith("test-classes") && !path.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String token(ECKey key, String studio) throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer("https://login.gym.example")
                .audience("ringfence")
                .subject("mia")
                .claim("studio", studio)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private String ofHere(String text) {
    String changed = text;
    for (Map.Entry<String, String> one : here.entrySet()) {
      changed = changed.replace(one.getKey(), one.getValue());
    }
    return changed;
  }

  /** What a command prints on standard output; it has to succeed. */
  private String printed(String command) throws IOException, InterruptedException {
    if (command.startsWith("export ")) {
      String[] parts = command.substring("export ".length()).split("=", 2);
      variables.put(parts[0], parts[1]);
      return "";
    }
    if (command.endsWith(" &")) {
      return serving(command.substring(0, command.length() - 2));
    }
    return switch (command.substring(0, command.indexOf(' '))) {
      case "psql" -> executed(words(command));
      case "curl" -> answer(words(command));
      case "./ringfence" -> command.endsWith(" migrate") ? migrated(command) : shell(command);
      default -> throw new AssertionError("what is " + command + "?");
    };
  }

  /** Logins are the cluster's, which other tests use as well. */
  private String migrated(String command) {
    List<String> printed = new ArrayList<>();
    TestDatabases.alone(
        () -> {
          try {
            printed.add(shell(command));
          } catch (IOException e) {
            throw new AssertionError(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return String.join("", printed);
  }

  private String shell(String command) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process = started(command, errors);
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(() -> command + "\n" + printed + read(errors)).isZero();
    return printed;
  }

  private Process started(String command, Path errors) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectError(errors.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(RINGFENCE|OPENAI)_.*|DATABASE_URL|JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Starts the service on a port that is free, which stands for the page's from here on. */
  private String serving(String command) throws IOException {
    Path errors = folder.resolve("errors-of-service");
    Process started = started("exec " + command.replace("--port 8080", "--port 0"), errors);
    service = started;
    BufferedReader out = started.inputReader(UTF_8);
    String line = out.readLine();
    assertThat(line).as(() -> read(errors)).isNotNull();
    here.put("127.0.0.1:8080", "127.0.0.1:" + line.replaceAll(".*:", ""));
    return line;
  }

  /** The words of a command, as a shell makes them. */
  private List<String> words(String command) throws IOException, InterruptedException {
    String name = command.substring(0, command.indexOf(' '));
    return shell(name + "() { printf '%s\\n' \"$@\"; }; " + command).lines().toList();
  }

  private String executed(List<String> words) {
    assertThat(words).startsWith("-q", database.admin().toText(), "-f");
    database.execute(read(folder.resolve(words.getLast())));
    return "";
  }

  private static String answer(List<String> words) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-s" -> {}
        case "-H" -> {
          String[] header = words.get(++i).split(": ", 2);
          request.header(header[0], header[1]);
        }
        case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(words.get(++i)));
        default -> request.uri(URI.create(words.get(i)));
      }
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }
}
