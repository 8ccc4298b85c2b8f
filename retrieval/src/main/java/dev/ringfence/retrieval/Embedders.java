package dev.ringfence.retrieval;

import java.util.Optional;

/**
 * The models that vectors are made with. Each tenant is searched by one of them; when another is
 * wanted, vectors of both are kept until all of a tenant's passages have the new ones.
 */
public interface Embedders {
  /** The model that every tenant is to be searched by. */
  Embedder wanted();

  /** The model that tenants are searched by which were never moved to another. */
  Embedder original();

  /** A model by the name beside its vectors; empty where it cannot be asked from here. */
  Optional<Embedder> named(String model);

  /** One model for everything. */
  static Embedders only(Embedder embedder) {
    return new Embedders() {
      @Override
      public Embedder wanted() {
        return embedder;
      }

      @Override
      public Embedder original() {
        return embedder;
      }

      @Override
      public Optional<Embedder> named(String model) {
        return Optional.of(embedder).filter(only -> only.model().equals(model));
      }
    };
  }
}
