package dev.ringfence.retrieval;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.retrieval.ReembeddedPassages.Lacking;
import dev.ringfence.retrieval.ReembeddedPassages.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves tenants to the wanted model while they are searched: gives every passage a vector by it
 * beside the one it has, and then, in one step for each tenant, lets that tenant be searched by the
 * new ones. Whatever breaks off is taken up by the next run.
 *
 * <p>It works as an administrator, over the rows of all owners, and takes each vector's owner from
 * its passage.
 */
public final class Reembedding {
  private static final int BATCH = 64;

  /**
   * What became of one tenant.
   *
   * @param embedded how many vectors were made
   * @param refused how many passages the model could not be given, or did not take
   * @param moved whether it is searched by the model now
   */
  public record Outcome(String tenant, String model, int embedded, int refused, boolean moved) {}

  private final PostgresUri admin;
  private final Embedders embedders;
  private final Optional<String> slug;
  private final Consumer<String> progress;

  /**
   * @param slug of the one tenant that is moved; empty for all
   * @param progress takes a line for people now and then
   */
  public Reembedding(
      PostgresUri admin, Embedders embedders, Optional<String> slug, Consumer<String> progress) {
    this.admin = admin;
    this.embedders = embedders;
    this.slug = slug;
    this.progress = progress;
  }

  /**
   * The tenants that are searched by another model than the wanted one.
   *
   * @throws IndexingException when the database refuses
   */
  public List<String> pending() {
    try (IndexConnection connection = IndexConnection.open(admin)) {
      return pending(new ReembeddedPassages(connection)).stream().map(Tenant::slug).toList();
    }
  }

  /**
   * Moves what is to be moved, and removes vectors that nobody searches any longer.
   *
   * @throws IndexingException when the database refuses, or somebody else is at it
   * @throws EmbeddingException when the model cannot be asked; what was made until then stays
   */
  public List<Outcome> run() {
    try (IndexConnection connection = IndexConnection.open(admin)) {
      ReembeddedPassages passages = new ReembeddedPassages(connection);
      if (!passages.isAlone()) {
        throw new IndexingException("somebody is embedding anew already");
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Tenant tenant : pending(passages)) {
        outcomes.add(move(passages, tenant));
      }
      passages.removeUnsearched(embedders.original().model(), embedders.wanted().model());
      return outcomes;
    }
  }

  private List<Tenant> pending(ReembeddedPassages passages) {
    return passages.tenants(embedders.original().model(), embedders.wanted().model(), slug);
  }

  private Outcome move(ReembeddedPassages passages, Tenant tenant) {
    String model = embedders.wanted().model();
    int embedded = 0;
    for (; ; ) {
      Filled filled = fill(passages, tenant);
      embedded += filled.embedded();
      if (filled.refused() > 0) {
        progress.accept(tenant.slug() + ": " + filled.refused() + " passages without a vector");
        return new Outcome(tenant.slug(), model, embedded, filled.refused(), false);
      }
      // A large collection is to be searched by its index from the first moment on.
      var standard = VectorIndexing.Settings.standard();
      new VectorIndexing(
              admin,
              new VectorIndexing.Settings(
                  standard.threshold(),
                  Optional.of(tenant.slug()),
                  standard.megabytes(),
                  standard.helpers()),
              progress)
          .runWhereNeeded();
      if (passages.moveWhereComplete(tenant, model)) {
        progress.accept(tenant.slug() + ": searched by " + model);
        return new Outcome(tenant.slug(), model, embedded, 0, true);
      }
    }
  }

  private record Filled(int embedded, int refused) {}

  /** Goes through all passages of a tenant once. */
  private Filled fill(ReembeddedPassages passages, Tenant tenant) {
    Embedder embedder = embedders.wanted();
    int embedded = 0;
    int refused = 0;
    Optional<PassageKey> last = Optional.empty();
    for (; ; ) {
      List<Lacking> lacking = passages.lacking(tenant, embedder.model(), last, BATCH);
      if (lacking.isEmpty()) {
        return new Filled(embedded, refused);
      }
      int made = add(passages, tenant, embedder, lacking);
      embedded += made;
      refused += lacking.size() - made;
      last = Optional.of(lacking.getLast().key());
      progress.accept(tenant.slug() + ": " + embedded + " passages embedded");
    }
  }

  /** One refused text is no reason to go without the others of its batch. */
  private static int add(
      ReembeddedPassages passages, Tenant tenant, Embedder embedder, List<Lacking> lacking) {
    try {
      List<float[]> vectors = embedder.embed(lacking.stream().map(Lacking::text).toList());
      passages.add(tenant, embedder.model(), lacking, vectors);
      return lacking.size();
    } catch (RefusedTextException e) {
      if (lacking.size() == 1) {
        return 0;
      }
      int half = lacking.size() / 2;
      return add(passages, tenant, embedder, lacking.subList(0, half))
          + add(passages, tenant, embedder, lacking.subList(half, lacking.size()));
    }
  }
}
