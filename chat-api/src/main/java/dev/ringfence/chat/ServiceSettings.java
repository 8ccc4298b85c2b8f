package dev.ringfence.chat;

import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.identity.IssuerSettings;
import dev.ringfence.identity.SigningKey;
import dev.ringfence.redaction.RedactionSettings;
import dev.ringfence.tools.ToolFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that one running service needs to know.
 *
 * @param model empty for the extractive assistant
 * @param fallback whether the extractive assistant answers when the model cannot
 * @param linkHosts hosts that answers may link to, beside the sources they cite
 * @param redaction what is masked beside what everybody masks
 */
public record ServiceSettings(
    Listening listening,
    DatabaseSettings database,
    Optional<ModelSettings> model,
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
   */
  public record Listening(String host, int port) {
    public Listening {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
      }
    }
  }
}
