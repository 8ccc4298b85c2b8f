package dev.ringfence.embedding;

import dev.ringfence.guard.GuardException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.Embedders;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The bundled model, and the models of the server that is set, if one is. The server is asked for
 * former models of its own as well, for the tenants that were not moved to the new one yet.
 */
public final class EmbeddingModels implements Embedders, AutoCloseable {
  private final BundledEmbedder bundled;
  private final Optional<EmbeddingSettings> server;
  private final Redactor redactor;
  private final Consumer<GuardException> blocked;
  private final InstantSource clock;
  private final Map<String, Embedder> served = new ConcurrentHashMap<>();

  /**
   * @param bundled is closed with this
   * @param server empty for the bundled model alone
   * @param redactor masks what the server is given
   * @param blocked is told of each request that the wire guard kept from leaving
   */
  public EmbeddingModels(
      BundledEmbedder bundled,
      Optional<EmbeddingSettings> server,
      Redactor redactor,
      Consumer<GuardException> blocked,
      InstantSource clock) {
    this.bundled = bundled;
    this.server = server;
    this.redactor = redactor;
    this.blocked = blocked;
    this.clock = clock;
  }

  @Override
  public Embedder wanted() {
    return server.flatMap(set -> named(set.storedName())).orElse(bundled);
  }

  @Override
  public Embedder original() {
    return bundled;
  }

  @Override
  public Optional<Embedder> named(String model) {
    if (model.equals(bundled.model())) {
      return Optional.of(bundled);
    }
    return server
        .flatMap(set -> set.named(model))
        .map(set -> served.computeIfAbsent(model, _ -> served(set)));
  }

  private Embedder served(EmbeddingSettings settings) {
    return new ServedEmbedder(settings, redactor, blocked, clock);
  }

  @Override
  public void close() {
    bundled.close();
  }
}
