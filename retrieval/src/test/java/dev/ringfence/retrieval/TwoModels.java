package dev.ringfence.retrieval;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * For tests: a model that tenants begin with, and one that is wanted, which may refuse texts or be
 * away.
 */
final class TwoModels implements Embedders {
  private final Embedder original = new WordEmbedder("words");
  private final Embedder wanted = new Moody(new WordEmbedder("wanted"));

  /** Texts that the wanted model is not to see. */
  Predicate<String> refuses = _ -> false;

  boolean away;

  /** Runs before the wanted model embeds. */
  Runnable meanwhile = () -> {};

  @Override
  public Embedder wanted() {
    return wanted;
  }

  @Override
  public Embedder original() {
    return original;
  }

  @Override
  public Optional<Embedder> named(String model) {
    return List.of(original, wanted).stream()
        .filter(known -> known.model().equals(model))
        .findFirst();
  }

  private final class Moody implements Embedder {
    private final Embedder model;

    Moody(Embedder model) {
      this.model = model;
    }

    @Override
    public String model() {
      return model.model();
    }

    @Override
    public RelevanceFloor floor() {
      return model.floor();
    }

    @Override
    public int dimensions() {
      return model.dimensions();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      if (away) {
        throw new EmbeddingException("away");
      }
      meanwhile.run();
      if (texts.stream().anyMatch(refuses)) {
        throw new RefusedTextException("refused");
      }
      return model.embed(texts);
    }

    @Override
    public float[] embedQuery(String query) {
      return embed(List.of(query)).getFirst();
    }
  }
}
