package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import java.util.UUID;

/**
 * The vectors of the questions that somebody asked of late: asked again by the same person, in the
 * same words, a question is not embedded again. Nobody is served from what another asked, not even
 * within a tenant, so that how long an answer takes tells nothing of others' questions.
 */
final class QuestionVectors {
  private static final int OF_ONE_PERSON = 16;
  private static final int PEOPLE = 500;

  /** Somebody: a session and a customer may have the same id, and are not the same. */
  private record Owner(UUID tenant, Role role, UUID subject) {}

  private record Asked(String model, String question) {}

  private final Recent<Owner, Recent<Asked, float[]>> vectors = new Recent<>(PEOPLE);

  /**
   * The vector of a question by a model; the caller does not change it.
   *
   * @throws EmbeddingException when the model cannot answer
   */
  float[] of(Principal principal, Embedder embedder, String question) {
    Recent<Asked, float[]> own = own(principal);
    Asked asked = new Asked(embedder.model(), question);
    float[] known = own.get(asked);
    if (known == null) {
      // Outside of every lock: nobody waits for the embedding of another's question.
      known = embedder.embedQuery(question);
      own.put(asked, known);
    }
    return known;
  }

  private Recent<Asked, float[]> own(Principal principal) {
    Owner owner = new Owner(principal.tenant(), principal.role(), principal.subject());
    synchronized (vectors) {
      Recent<Asked, float[]> own = vectors.get(owner);
      if (own == null) {
        own = new Recent<>(OF_ONE_PERSON);
        vectors.put(owner, own);
      }
      return own;
    }
  }
}
