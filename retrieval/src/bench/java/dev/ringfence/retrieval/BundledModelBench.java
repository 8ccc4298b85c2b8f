package dev.ringfence.retrieval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures the small models that could be bundled, on one collection with known answers and on one
 * thread: how good the first ten passages are by vectors alone, and how long a question and a
 * passage take.
 */
public final class BundledModelBench {
  private static final int LONGEST = 512;

  private BundledModelBench() {}

  /**
   * A model as its makers want it used.
   *
   * @param mean whether a text's vector is the mean of its tokens'; else it is the first one's
   */
  private record Candidate(String name, boolean mean, String question, String passage) {}

  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate("all-minilm-l6-v2-q", true, "", ""),
          new Candidate("e5-small-v2-q", true, "query: ", "passage: "),
          new Candidate(
              "bge-small-en-v1.5-q",
              false,
              "Represent this sentence for searching relevant passages: ",
              ""),
          new Candidate(
              "bge-small-en-v1.5",
              false,
              "Represent this sentence for searching relevant passages: ",
              ""));

  /**
   * @param args the folder in which the collection's folder {@code cranfield} lies
   */
  public static void main(String[] args) throws IOException, OrtException {
    Cranfield cranfield = Cranfield.read(Path.of(args[0], "cranfield"));
    System.out.printf(
        "%-22s %6s %8s %10s %12s %14s %12s%n",
        "model", "MB", "nDCG@10", "recall@10", "question p50", "question p95", "passages/s");
    for (Candidate candidate : CANDIDATES) {
      try (Model model = Model.load(candidate)) {
        measure(cranfield, candidate, model);
      }
    }
  }

  private static void measure(Cranfield cranfield, Candidate candidate, Model model)
      throws OrtException {
    List<float[]> passages = new ArrayList<>();
    long began = System.nanoTime();
    for (Cranfield.Abstract each : cranfield.abstracts()) {
      passages.add(model.vector(candidate.passage() + each.title() + "\n" + each.text()));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    List<Double> times = new ArrayList<>();
    Quality quality =
        Quality.of(
            cranfield.questions(),
            question -> nearest(cranfield, passages, model, candidate, question, times));
    times.sort(null);
    System.out.printf(
        "%-22s %6d %8.3f %10.3f %9.1f ms %11.1f ms %12.1f%n",
        candidate.name(),
        model.bytes() / 1_000_000,
        quality.gain(),
        quality.recall(),
        times.get(times.size() / 2),
        times.get(times.size() * 95 / 100),
        passages.size() / seconds);
  }

  private static List<Integer> nearest(
      Cranfield cranfield,
      List<float[]> passages,
      Model model,
      Candidate candidate,
      Cranfield.Question question,
      List<Double> times) {
    long began = System.nanoTime();
    float[] vector = model.vector(candidate.question() + question.text());
    times.add((System.nanoTime() - began) / 1e6);
    return IntStream.range(0, passages.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -product(vector, passages.get(i))))
        .limit(10)
        .map(i -> cranfield.abstracts().get(i).number())
        .toList();
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  /** A model in memory, of whatever kind. */
  private record Model(
      OrtEnvironment environment, OrtSession session, WordPieces words, boolean mean, long bytes)
      implements AutoCloseable {
    static Model load(Candidate candidate) throws IOException, OrtException {
      byte[] weights = read(candidate.name() + ".onnx");
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return new Model(
            environment,
            environment.createSession(weights, options),
            WordPieces.fromJson(read(candidate.name() + "-tokenizer.json")),
            candidate.mean(),
            weights.length);
      }
    }

    private static byte[] read(String name) throws IOException {
      URL url = BundledModelBench.class.getClassLoader().getResource(name);
      if (url == null) {
        throw new IOException(name + " is not on the class path");
      }
      try (InputStream bytes = url.openStream()) {
        return bytes.readAllBytes();
      }
    }

    float[] vector(String text) {
      long[] ids = words.encode(text, LONGEST);
      long[] shape = {1, ids.length};
      long[] mask = new long[ids.length];
      Arrays.fill(mask, 1);
      try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
          OnnxTensor attention =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
          OnnxTensor types =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape)) {
        Map<String, OnnxTensorLike> inputs =
            Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types);
        try (OrtSession.Result result = session.run(inputs)) {
          OnnxTensor states = (OnnxTensor) result.get(0);
          int dimensions = (int) states.getInfo().getShape()[2];
          return pooled(states.getFloatBuffer(), dimensions, mean ? ids.length : 1);
        }
      } catch (OrtException e) {
        throw new EmbeddingException("a model failed that wants " + session.getInputNames(), e);
      }
    }

    private static float[] pooled(FloatBuffer values, int dimensions, int tokens) {
      double[] sum = new double[dimensions];
      for (int i = 0; i < tokens * dimensions; i++) {
        sum[i % dimensions] += values.get(i);
      }
      double norm = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
      float[] vector = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        vector[i] = (float) (sum[i] / norm);
      }
      return vector;
    }

    @Override
    public void close() throws OrtException {
      session.close();
    }
  }
}
