package dev.ringfence.retrieval;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file to be read into the knowledge base.
 *
 * @param sourceName where it comes from, such as its path; a document of the same name is replaced
 * @param content its bytes, which nobody changes from here on
 * @param customer whose it is, exactly where it is visible to one customer or private
 * @param title what it is called, or null to take the title it gives itself
 * @param url the page that shows it: an http address or a path on the same site
 * @param origin where it came from, and so among what its name is unique
 */
@SuppressWarnings("ArrayRecordComponent") // copying a file of 30 MB would protect nobody
public record NewDocument(
    String sourceName,
    String mediaType,
    byte[] content,
    Visibility visibility,
    @Nullable UUID customer,
    @Nullable String title,
    @Nullable String url,
    Origin origin) {
  private static final Pattern ADDRESS = Pattern.compile("(https?://[^/\\s]+|/(?!/))[^\\s\\\\]*");

  /** One that somebody hands in. */
  public NewDocument(
      String sourceName,
      String mediaType,
      byte[] content,
      Visibility visibility,
      @Nullable UUID customer,
      @Nullable String title,
      @Nullable String url) {
    this(sourceName, mediaType, content, visibility, customer, title, url, Origin.UPLOAD);
  }

  public NewDocument {
    if (sourceName.isBlank() || sourceName.length() > 1_000) {
      throw new IllegalArgumentException(
          "a document needs a source name of at most 1000 characters");
    }
    if (visibility.isOwned() != (customer != null)) {
      throw new IllegalArgumentException("exactly a document of one person has an owner");
    }
    if (url != null && !isAddress(url)) {
      throw new IllegalArgumentException("a document's url is an http address or a path");
    }
  }

  /** Whether something can be the page of a document: an http address or a path on its site. */
  public static boolean isAddress(String url) {
    return ADDRESS.matcher(url).matches();
  }
}
