package dev.ringfence.chat;

import dev.ringfence.database.Role;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.vault.InMemoryVault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * The tools of the demo companies that read, as their file declares them, without a database to run
 * them.
 */
final class DemoTools {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-20T10:00:00Z"));

  /** The real model; it lives as long as the tests. */
  static final BundledEmbedder EMBEDDER = new BundledEmbedder();

  private static final Redactor REDACTOR = Redactor.standard();

  private DemoTools() {}

  static List<ToolDefinition> all() {
    try (InputStream yaml = DemoTools.class.getResourceAsStream("/demo/tools.yaml")) {
      return ToolFile.parse("tools.yaml", Objects.requireNonNull(yaml).readAllBytes())
          .tools()
          .stream()
          .filter(tool -> !tool.writes())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ToolDefinition> of(Role role) {
    return all().stream().filter(tool -> tool.access().contains(role)).toList();
  }

  static ToolDefinition named(String name) {
    return all().stream().filter(tool -> tool.name().equals(name)).findFirst().orElseThrow();
  }

  /** A text as the service would hand it over, from a conversation of its own. */
  static RedactedText redacted(String text) {
    return REDACTOR.redact(text, new InMemoryVault());
  }
}
