package dev.ringfence.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file that keeps a signing key between starts, readable by its owner only. It appears complete
 * or not at all, and of two processes that start together one makes it and both use it.
 */
final class KeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  KeyFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** The key in the file, which is made when it is missing. */
  SigningKey loadOrGenerate() {
    try {
      if (!Files.exists(file)) {
        write(SigningKey.generate());
      }
      return load();
    } catch (IOException e) {
      throw new KeyFileException(file, e);
    }
  }

  private SigningKey load() throws IOException {
    if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new KeyFileException(file, "others may read it; delete it, and a new one is made");
    }
    try {
      return SigningKey.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new KeyFileException(file, "it holds no key; delete it, and a new one is made");
    }
  }

  private void write(SigningKey key) throws IOException {
    Files.createDirectories(directory());
    Path draft = directory().resolve(file.getFileName() + "." + UUID.randomUUID());
    try {
      FileAttribute<?>[] mode =
          isPosix()
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
              : new FileAttribute<?>[0];
      try (FileChannel channel =
          FileChannel.open(
              draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
        channel.write(ByteBuffer.wrap(key.privateJwk().getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      publish(draft);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A hard link takes the name only if nobody has it, which no kind of move promises. */
  private void publish(Path draft) throws IOException {
    try {
      link(draft);
    } catch (FileAlreadyExistsException e) {
      // Somebody else was first: theirs is the key.
    }
  }

  private void link(Path draft) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      // A file system without hard links; this takes the name only if nobody is seen to have it.
      Files.move(draft, file);
    }
  }

  private Path directory() throws NoSuchFileException {
    Path directory = file.getParent();
    if (directory == null) {
      throw new NoSuchFileException(file.toString());
    }
    return directory;
  }

  private boolean isPosix() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
