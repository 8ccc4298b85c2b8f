package dev.ringfence.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A signed statement of what a run found: in-toto's Statement v1 in an envelope of DSSE v1, see
 * their specifications, so that tools which know neither ringfence nor its lab can verify it.
 */
public final class Attestation {
  private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE_TYPE = "urn:ringfence:leak-lab:v1";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Attestation() {}

  /**
   * The envelope for a run, signed with a key that is made where there is none.
   *
   * @param name of the run's file
   * @throws ReportException when the key cannot be used
   */
  public static String sign(StoredRun run, String name, Optional<SabotageScore> score, Path key) {
    byte[] payload = statement(run, name, score).toString().getBytes(UTF_8);
    byte[] signature = SigningKey.sign(key, encoding(PAYLOAD_TYPE, payload));
    Path publicKey = SigningKey.publicFile(key);
    if (!SigningKey.verifies(publicKey, encoding(PAYLOAD_TYPE, payload), signature)) {
      throw new ReportException(publicKey + " is not the public half of " + key);
    }
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("payload", Base64.getEncoder().encodeToString(payload));
    envelope.put("payloadType", PAYLOAD_TYPE);
    envelope
        .putArray("signatures")
        .addObject()
        .put("keyid", SigningKey.id(publicKey))
        .put("sig", Base64.getEncoder().encodeToString(signature));
    return envelope.toPrettyString() + "\n";
  }

  private static ObjectNode statement(StoredRun run, String name, Optional<SabotageScore> score) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("_type", STATEMENT_TYPE);
    ObjectNode subject = statement.putArray("subject").addObject().put("name", name);
    subject.putObject("digest").put("sha256", run.sha256());
    statement.put("predicateType", PREDICATE_TYPE);
    ObjectNode predicate = statement.putObject("predicate");
    predicate.put("version", run.build().version()).put("seed", run.seed());
    predicate.put("chosen", run.build().chosen());
    predicate.putObject("corpus").put("sha256", run.build().corpus());
    predicate.putObject("schema").put("sha256", run.build().schema());
    predicate.put("verdict", run.verdict()).put("canaries", run.canaries());
    predicate.put("issues", run.issues().size());
    ObjectNode cases = predicate.putObject("cases");
    for (Verdict verdict : Verdict.values()) {
      cases.put(
          verdict.name().toLowerCase(Locale.ROOT),
          run.counts().getOrDefault(verdict, 0).intValue());
    }
    score.ifPresent(
        s ->
            predicate
                .putObject("sabotage")
                .put("noticed", s.noticed())
                .put("survived", s.survived())
                .put("unproven", s.unproven())
                .put("sha256", s.sha256()));
    return statement;
  }

  /** What DSSE signs: the type with the bytes, so that they cannot be taken for something else. */
  static byte[] encoding(String type, byte[] payload) {
    byte[] head =
        ("DSSEv1 " + type.getBytes(UTF_8).length + " " + type + " " + payload.length + " ")
            .getBytes(UTF_8);
    byte[] all = new byte[head.length + payload.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(payload, 0, all, head.length, payload.length);
    return all;
  }

  /**
   * Verifies an envelope with a public key, and the run that it speaks of where one is given.
   *
   * @return the statement, for people; empty where the signature is not that key's, or the run is
   *     another one
   * @throws ReportException when a file cannot be read, or is no such envelope
   */
  public static Optional<String> verify(Path file, Path publicKey, Optional<Path> run) {
    JsonNode envelope = read(file);
    String type = envelope.path("payloadType").asText();
    if (!type.equals(PAYLOAD_TYPE) || !envelope.path("signatures").isArray()) {
      throw new ReportException(file + " is no envelope of an in-toto statement");
    }
    byte[] payload = bytes(file, envelope.path("payload").asText());
    boolean signed = false;
    for (JsonNode signature : envelope.path("signatures")) {
      signed |=
          SigningKey.verifies(
              publicKey, encoding(type, payload), bytes(file, signature.path("sig").asText()));
    }
    if (!signed) {
      return Optional.empty();
    }
    // Nothing of it is read before this line.
    JsonNode statement = parse(file, payload);
    if (!statement.path("_type").asText().equals(STATEMENT_TYPE)
        || !statement.path("predicateType").asText().equals(PREDICATE_TYPE)) {
      throw new ReportException(file + " states something else than a run of the lab");
    }
    String stated = statement.at("/subject/0/digest/sha256").asText();
    boolean same = run.map(path -> StoredRun.read(path).sha256().equals(stated)).orElse(true);
    return same ? Optional.of(statement.toPrettyString()) : Optional.empty();
  }

  private static JsonNode read(Path file) {
    try {
      return parse(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read");
    }
  }

  private static JsonNode parse(Path file, byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ReportException(file + " is not JSON");
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read");
    }
  }

  private static byte[] bytes(Path file, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new ReportException(file + ": the payload or a signature is no Base64");
    }
  }
}
