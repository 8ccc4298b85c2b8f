package dev.ringfence.chat;

import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.embedding.EmbeddingSettings;
import dev.ringfence.identity.IssuerSettings;
import dev.ringfence.identity.SigningKey;
import dev.ringfence.identity.WebOrigin;
import dev.ringfence.redaction.RedactionSettings;
import dev.ringfence.tools.ToolFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that one running service needs to know.
 *
 * @param model empty for the extractive assistant
 * @param embeddings the server of the embedding model; empty for the bundled one
 * @param fallback whether the extractive assistant answers when the model cannot
 * @param linkHosts hosts that answers may link to, beside the sources they cite
 * @param redaction what is masked beside what everybody masks
 */
public record ServiceSettings(
    Listening listening,
    DatabaseSettings database,
    Optional<ModelSettings> model,
    Optional<EmbeddingSettings> embeddings,
    boolean fallback,
    List<IssuerSettings> issuers,
    SigningKey visitorKey,
    String environment,
    VaultKeys vaultKeys,
    AuditSettings audit,
    ToolFile tools,
    AnswerLimits limits,
    Set<String> linkHosts,
    RedactionSettings redaction,
    Optional<DemoSite> demo) {
  public ServiceSettings {
    issuers = List.copyOf(issuers);
    linkHosts = Set.copyOf(linkHosts);
  }

  /**
   * Where the service listens.
   *
   * @param port 0 to 65535, 0 for any that is free
   * @param publicOrigin where clients reach it, where that was said
   */
  public record Listening(String host, int port, Optional<WebOrigin> publicOrigin) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

    public Listening {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
      }
    }

    /** Listens where nobody was told how it is reached from elsewhere. */
    public Listening(String host, int port) {
      this(host, port, Optional.empty());
    }

    /**
     * Where clients reach it: where that was said, or else, if nobody but this machine can, where
     * it listens.
     *
     * @param actual the port it listens on
     */
    Optional<WebOrigin> reachedAt(int actual) {
      return publicOrigin.isPresent() || !LOOPBACK.contains(host)
          ? publicOrigin
          : WebOrigin.parse("http://" + host + ":" + actual);
    }
  }
}
