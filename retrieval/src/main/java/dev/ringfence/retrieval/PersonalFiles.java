package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The files that people bring themselves, such as what they attach in a chat. They go the way of
 * every document, and nobody but their owner finds them, the tenant's staff included.
 */
public final class PersonalFiles {
  /** The most files that a person has at a time. */
  public static final int MOST = 50;

  /** The most characters of a file's name. */
  public static final int LONGEST_NAME = 200;

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('ringfence.files.' || $1, 0))";
  private static final String COUNT =
      """
      SELECT count(*) FROM ringfence.document d WHERE d.visibility = 'private' AND d.customer_id = $1
      """;

  private final DocumentStore store;

  public PersonalFiles(DocumentStore store) {
    this.store = store;
  }

  /**
   * Reads in a file of somebody's own. The same file again changes nothing; another file of the
   * same name is another file.
   *
   * @param owner a customer or member of staff; a visitor has nothing of their own
   * @throws FullException when they have {@link #MOST} files already
   */
  public Ingested add(
      Principal owner, String name, String mediaType, byte[] content, IngestProgress progress) {
    if (owner instanceof Principal.Visitor) {
      throw new IllegalArgumentException("a visitor has no files");
    }
    NewDocument document =
        new NewDocument(
            digest(content) + "/" + name,
            mediaType,
            content,
            Visibility.PRIVATE,
            owner.subject(),
            null,
            null);
    return store.bringIn(owner, document, progress, connection -> requireRoom(connection, owner));
  }

  /** Removes a file; false where its owner has none such. */
  public boolean delete(Principal owner, UUID file) {
    return store.remove(owner, file);
  }

  /** What a person called a file that is stored under a name. */
  public static String nameOf(StoredDocument file) {
    return file.name().substring(file.name().indexOf('/') + 1);
  }

  /** Two who bring the last one at once would both find room. */
  private static void requireRoom(TenantConnection connection, Principal owner) {
    connection.query(LOCK, owner.tenant() + "/" + owner.subject());
    long files = connection.query(COUNT, owner.subject()).iterator().next().getLong(0);
    if (files >= MOST) {
      throw new FullException();
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Somebody has as many files as one may have. */
  public static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FullException() {
      super("a person has at most " + MOST + " files");
    }
  }
}
