package dev.ringfence.embedding;

import dev.ringfence.embedding.EmbeddingServer.BusyException;
import dev.ringfence.guard.GuardException;
import dev.ringfence.redaction.RedactedText;
import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.EmbeddingException;
import dev.ringfence.retrieval.RefusedTextException;
import dev.ringfence.retrieval.RelevanceFloor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An embedding model behind a server. What it is given is masked first, each text by itself, so
 * that a text's vector depends on that text alone.
 *
 * <p>Passages wait for a busy server; a question does not, and after one that failed the next few
 * seconds' fail at once, since people are waiting.
 */
final class ServedEmbedder implements Embedder {
  private static final int BATCH = 64;
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration REST = Duration.ofSeconds(5);

  private final EmbeddingSettings settings;
  private final EmbeddingServer server;
  private final Redactor redactor;
  private final InstantSource clock;
  private volatile Instant restsUntil = Instant.MIN;
  private volatile @Nullable Known known;

  /** What is known of a model once it has answered. */
  private record Known(int dimensions, RelevanceFloor floor) {}

  ServedEmbedder(
      EmbeddingSettings settings,
      Redactor redactor,
      Consumer<GuardException> blocked,
      InstantSource clock) {
    this.settings = settings;
    this.server = new EmbeddingServer(settings, blocked);
    this.redactor = redactor;
    this.clock = clock;
  }

  @Override
  public String model() {
    return settings.storedName();
  }

  /**
   * Measured once, with questions and passages of our own.
   *
   * @throws EmbeddingException when the model cannot answer
   */
  @Override
  public RelevanceFloor floor() {
    return known().floor();
  }

  @Override
  public int dimensions() {
    return known().dimensions();
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return checked(patiently(masked(settings.beforePassages(), texts)));
  }

  @Override
  public float[] embedQuery(String query) {
    if (clock.instant().isBefore(restsUntil)) {
      throw new EmbeddingException("the embedding server failed a moment ago");
    }
    try {
      return checked(server.vectors(masked(settings.beforeQuestions(), List.of(query)))).getFirst();
    } catch (BusyException e) {
      restsUntil = clock.instant().plus(REST);
      throw e;
    }
  }

  private List<RedactedText> masked(String before, List<String> texts) {
    try {
      return texts.stream().map(text -> redactor.redactForGood(before + text)).toList();
    } catch (RedactionException e) {
      throw new RefusedTextException("a text could not be masked");
    }
  }

  private List<float[]> patiently(List<RedactedText> texts) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return server.vectors(texts);
      } catch (BusyException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Duration asked = Duration.ofSeconds(e.seconds().orElse(0));
        sleep(asked.compareTo(pause) > 0 ? asked : pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException("interrupted while embedding", e);
    }
  }

  /** A server that gives another model than it did is not believed. */
  private List<float[]> checked(List<float[]> vectors) {
    if (vectors.getFirst().length != dimensions()) {
      throw new EmbeddingException(
          "the embedding server gives vectors of another length than before: is it another model?");
    }
    return vectors;
  }

  private Known known() {
    Known before = known;
    if (before != null) {
      return before;
    }
    List<float[]> questions =
        server.vectors(masked(settings.beforeQuestions(), FloorMeasure.questions()));
    List<float[]> passages =
        server.vectors(masked(settings.beforePassages(), FloorMeasure.passages()));
    Known measured = new Known(passages.getFirst().length, FloorMeasure.floor(questions, passages));
    known = measured;
    return measured;
  }
}
