package dev.ringfence.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * The bytes of a file as they were at one moment. What stands at its path is looked at again when
 * it is opened: it may have become a link or a pipe since the folder was looked through.
 */
final class FileContent {
  private static final int MOST_BYTES = 32 << 20;

  private FileContent() {}

  /** What tells that a file changed. */
  private record Stamp(long bytes, FileTime modified) {}

  /** Ends the reading of one file, with the reason in words. */
  static final class NotReadException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReadException(String reason) {
      super(reason);
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws NotReadException when it is too large, is no plain file, or changes all the while
   */
  static byte[] of(Path file) throws IOException, NotReadException {
    Stamp before = stamp(file);
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new NotReadException("it is larger than 32 MiB");
      }
      if (!stamp(file).equals(before) || content.length != before.bytes()) {
        throw new NotReadException("it changed while it was read");
      }
      return content;
    }
  }

  private static Stamp stamp(Path file) throws IOException, NotReadException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new NotReadException("it is no plain file any more");
    }
    if (attributes.size() > MOST_BYTES) {
      throw new NotReadException("it is larger than 32 MiB");
    }
    return new Stamp(attributes.size(), attributes.lastModifiedTime());
  }
}
