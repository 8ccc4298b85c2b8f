package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private final Embedder embedder;
  private final Map<Owner, Map<String, float[]>> vectors = atMost(PEOPLE);

  QuestionVectors(Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * The vector of a question; the caller does not change it.
   *
   * @throws EmbeddingException when the model cannot answer
   */
  float[] of(Principal principal, String question) {
    Owner owner = new Owner(principal.tenant(), principal.role(), principal.subject());
    synchronized (vectors) {
      float[] known = vectors.computeIfAbsent(owner, _ -> atMost(OF_ONE_PERSON)).get(question);
      if (known != null) {
        return known;
      }
    }
    // Outside of the lock: nobody waits for the embedding of another's question.
    float[] vector = embedder.embedQuery(question);
    synchronized (vectors) {
      vectors.computeIfAbsent(owner, _ -> atMost(OF_ONE_PERSON)).put(question, vector);
    }
    return vector;
  }

  /** Forgets what was not used for longest. */
  private static <K, V> Map<K, V> atMost(int size) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > size;
      }
    };
  }
}
