package dev.ringfence.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The embedding model that comes with ringfence and runs inside the process: bge-small-en-v1.5,
 * quantised.
 *
 * <p>It loads itself at the first use. Its work is native code, which would hold on to the few
 * threads that carry virtual threads, so it runs on threads of its own: questions and passages
 * apart, so that nobody who asks waits for somebody's upload.
 */
public final class BundledEmbedder implements Embedder, AutoCloseable {
  private static final String MODEL = "bge-small-en-v1.5-q";

  /**
   * Measured over 100 passages: unrelated questions come to 0.59 at most, a greeting to 0.623,
   * answers to 0.57 and more.
   */
  private static final RelevanceFloor FLOOR = new RelevanceFloor(0.625, 0.52);

  private static final int DIMENSIONS = 384;
  private static final int LONGEST = 512;
  private static final String QUESTION =
      "Represent this sentence for searching relevant passages: ";

  private final ExecutorService questions;
  private final ExecutorService passages;
  private @Nullable Loaded loaded;

  private record Loaded(WordPieces words, OnnxModel model) {
    float[] vector(String text) {
      return model.vector(words.encode(text, LONGEST));
    }
  }

  /** One beside which questions are answered: a core is left to them. */
  public BundledEmbedder() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  /**
   * @param passagesAtATime how many passages are embedded at the same time
   */
  public BundledEmbedder(int passagesAtATime) {
    int cores = Runtime.getRuntime().availableProcessors();
    this.questions = threads("embed-question", Math.clamp(cores, 1, 4));
    this.passages = threads("embed-passage", passagesAtATime);
  }

  @Override
  public String model() {
    return MODEL;
  }

  @Override
  public RelevanceFloor floor() {
    return FLOOR;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public int tokens(String text) {
    return ready().words().encode(text, Integer.MAX_VALUE - 2).length;
  }

  @Override
  public int mostTokens() {
    return LONGEST;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    // One text alone is what somebody waits for, such as a question compared with tools' examples.
    ExecutorService threads = texts.size() == 1 ? questions : passages;
    List<Future<float[]>> running = new ArrayList<>();
    try {
      texts.forEach(text -> running.add(threads.submit(() -> ready().vector(text))));
      List<float[]> vectors = new ArrayList<>(texts.size());
      for (Future<float[]> future : running) {
        vectors.add(await(future));
      }
      return List.copyOf(vectors);
    } finally {
      running.forEach(future -> future.cancel(false));
    }
  }

  @Override
  public float[] embedQuery(String query) {
    return await(questions.submit(() -> ready().vector(QUESTION + query)));
  }

  @Override
  public void close() {
    questions.close();
    passages.close();
    synchronized (this) {
      if (loaded != null) {
        loaded.model().close();
        loaded = null;
      }
    }
  }

  private synchronized Loaded ready() {
    if (loaded == null) {
      try {
        URLConnection vocabulary = resource(MODEL + "-tokenizer.json");
        URLConnection weights = resource(MODEL + ".onnx");
        try (InputStream words = vocabulary.getInputStream();
            InputStream model = weights.getInputStream()) {
          loaded =
              new Loaded(
                  WordPieces.fromJson(words.readAllBytes()),
                  OnnxModel.load(model, weights.getContentLength()));
        }
      } catch (IOException e) {
        throw new EmbeddingException("The bundled embedding model could not be read", e);
      }
    }
    return loaded;
  }

  private static URLConnection resource(String name) throws IOException {
    URL url = BundledEmbedder.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new EmbeddingException("The bundled embedding model is not on the class path");
    }
    return url.openConnection();
  }

  private static float[] await(Future<float[]> vector) {
    try {
      return vector.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException("Interrupted while embedding", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EmbeddingException known) {
        throw known;
      }
      throw new EmbeddingException("The embedding model failed", e);
    }
  }

  private static ExecutorService threads(String name, int count) {
    return Executors.newFixedThreadPool(
        count, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
  }
}
