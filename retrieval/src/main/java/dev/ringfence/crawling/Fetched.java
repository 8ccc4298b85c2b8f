package dev.ringfence.crawling;

import java.net.URI;
import java.util.Optional;

/** What asking for an address came to. */
@SuppressWarnings("ArrayRecordComponent") // nobody changes or compares the bytes
sealed interface Fetched {
  /** Its content; the address is where redirects inside the site led to. */
  record Content(URI address, String mediaType, byte[] bytes, Validators validators)
      implements Fetched {}

  /** The same as when it was fetched before. */
  record NotModified() implements Fetched {}

  /**
   * It leads to another page of the site.
   *
   * @param forGood whether it always will, so that nothing is left at the old address
   */
  record Moved(URI to, boolean forGood) implements Fetched {}

  /** The site says that there is no such page. */
  record Gone() implements Fetched {}

  /** It is not for us, whatever state the site is in. */
  record Refused() implements Fetched {}

  /** It is more than is fetched, and so is not. */
  record TooMuch(String reason) implements Fetched {}

  /** The site could not be asked; what was there before may still be. */
  record Failed(String reason) implements Fetched {}

  /** What a page is recognised by when it is asked for again. */
  record Validators(Optional<String> entityTag, Optional<String> lastModified) {
    static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
  }
}
