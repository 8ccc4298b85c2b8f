package dev.ringfence.chat;

import dev.ringfence.database.Principal;
import java.util.HashSet;
import java.util.Set;

/**
 * Bounds how many large bodies are held at a time: one of each person, and few of all, so that
 * nobody fills the memory or keeps the others out.
 */
final class UploadPlaces {
  /** How many there are of all people together. */
  static final int MOST = 6;

  private final Set<Principal> taken = new HashSet<>();

  /** A place of somebody's, until it is closed; closing it again does nothing. */
  final class Place implements AutoCloseable {
    private final Principal principal;
    private boolean closed;

    private Place(Principal principal) {
      this.principal = principal;
    }

    @Override
    public void close() {
      synchronized (taken) {
        if (!closed) {
          closed = true;
          taken.remove(principal);
        }
      }
    }
  }

  /**
   * Takes a place.
   *
   * @throws Problem.ProblemException 429 where this person has one, 503 where all are taken
   */
  Place take(Principal principal) {
    synchronized (taken) {
      if (taken.contains(principal)) {
        throw Problem.of(
                429, "upload_under_way", "Another file of yours is being read; send this one then.")
            .raise();
      }
      if (taken.size() >= MOST) {
        throw Problem.of(503, "uploads_busy", "Too many files are being read; try again.").raise();
      }
      taken.add(principal);
      return new Place(principal);
    }
  }
}
