package dev.ringfence.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether a tool is still the one that a person was asked about: SHA-256 over everything
 * that says what it does and how it was shown.
 */
public final class ToolFingerprint {
  private ToolFingerprint() {}

  /** 64 hexadecimal digits. */
  public static String of(ToolDefinition tool) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      add(digest, tool.name(), tool.label(), tool.access(), tool.write(), tool.bounds());
      switch (tool.body()) {
        case ToolBody.Statement statement -> add(digest, statement.sql());
        case ToolBody.KnowledgeSearch _ -> add(digest, "search");
      }
      for (var parameter : tool.parameters()) {
        add(
            digest,
            parameter.name(),
            parameter.label(),
            parameter.required(),
            parameter.fallback(),
            parameter.kind());
      }
      for (var column : tool.columns()) {
        add(digest, column.name(), column.label(), column.type(), column.treatment());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, @Nullable Object... parts) {
    for (var part : parts) {
      var bytes = Arrays.deepToString(new @Nullable Object[] {part}).getBytes(UTF_8);
      digest.update((bytes.length + ":").getBytes(UTF_8));
      digest.update(bytes);
    }
  }
}
