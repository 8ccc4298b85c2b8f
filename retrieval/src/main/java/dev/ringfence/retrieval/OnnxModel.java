package dev.ringfence.retrieval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A BERT-like model in memory: token ids in, the vector of the first token out, of norm 1.
 *
 * <p>One text per run, always: the weights are quantised with a scale that is taken from the whole
 * input, so that in a batch each text would move the vectors of the others, and somebody else's
 * document with them.
 */
final class OnnxModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxModel(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * Loads a model outside of the Java heap, which would otherwise keep room for its bytes for ever.
   */
  static OnnxModel load(InputStream weights, int bytes) throws IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (Arena arena = Arena.ofShared();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      ByteBuffer buffer = arena.allocate(bytes).asByteBuffer();
      byte[] part = new byte[1 << 16];
      for (int read = weights.read(part); read >= 0; read = weights.read(part)) {
        buffer.put(part, 0, read);
      }
      // One thread per run: the answer is then the same each time, and parallel runs use the other
      // cores.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new OnnxModel(environment, environment.createSession(buffer.flip(), options));
    } catch (OrtException e) {
      throw new EmbeddingException("The embedding model could not be loaded", e);
    }
  }

  /** The vector of one text, given as its token ids. */
  float[] vector(long[] ids) {
    long[] shape = {1, ids.length};
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1);
    try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape)) {
      Map<String, OnnxTensorLike> inputs =
          Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types);
      try (OrtSession.Result result = session.run(inputs)) {
        OnnxTensor states = (OnnxTensor) result.get(0);
        float[] vector = new float[(int) states.getInfo().getShape()[2]];
        FloatBuffer values = states.getFloatBuffer();
        values.get(vector);
        return normalised(vector);
      }
    } catch (OrtException e) {
      throw new EmbeddingException("The embedding model failed", e);
    }
  }

  private static float[] normalised(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    double norm = Math.sqrt(square);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / norm);
    }
    return vector;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EmbeddingException("The embedding model could not be closed", e);
    }
  }
}
