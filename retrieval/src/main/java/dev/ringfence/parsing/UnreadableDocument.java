package dev.ringfence.parsing;

/** A file of which no text can be had, and why. Nothing of its content is in here. */
public record UnreadableDocument(Reason reason) implements Parsed {
  /** Why a file is not read. */
  public enum Reason {
    /** No parser knows this media type. */
    UNSUPPORTED,
    /** It is protected by a password. */
    ENCRYPTED,
    /** It is damaged, or not what it says it is. */
    BROKEN,
    /** It, or the text in it, is beyond the limits. */
    TOO_LARGE,
    /** Reading it took longer than a file may. */
    TOO_SLOW,
    /** It holds no text, such as a scan. */
    EMPTY,
    /** A part of it may not be given to the embedding model, or is not taken by it. */
    NOT_EMBEDDED
  }
}
