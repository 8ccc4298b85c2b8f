package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written whole or not at all. */
final class NewFile {
  private final Path path;

  NewFile(Path path) {
    this.path = path;
  }

  boolean isThere() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Writes it, in place of what may be there.
   *
   * @throws CommandException where it cannot be written
   */
  void write(String text) {
    Path folder = path.toAbsolutePath().getParent();
    try {
      Path whole = Files.createTempFile(folder, ".ringfence", ".yaml");
      try {
        Files.writeString(whole, text, UTF_8);
        move(whole);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new CommandException(
          2, path + " cannot be written; is there such a folder, and may you?");
    }
  }

  private void move(Path whole) throws IOException {
    try {
      Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
