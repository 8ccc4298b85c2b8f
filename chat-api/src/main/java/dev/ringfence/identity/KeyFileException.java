package dev.ringfence.identity;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The failure to keep a signing key in its file, with what to do about it and nothing of the key.
 */
public final class KeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyFileException(Path file, String problem) {
    super("the signing key in %s cannot be used: %s".formatted(file, problem));
  }

  KeyFileException(Path file, IOException cause) {
    super("the signing key in %s cannot be read or written".formatted(file), cause);
  }
}
