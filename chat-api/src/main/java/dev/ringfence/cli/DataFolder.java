package dev.ringfence.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.identity.DemoIssuer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that an instance lives in: its database, its keys, its log, and where it is reached.
 */
final class DataFolder {
  /** The file with the key of visitors' tokens. */
  static final String VISITOR_KEY = "visitor.jwk";

  /** The file with the ends of the audit chains. */
  static final String AUDIT_HEADS = "audit-heads";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  Path path() {
    return folder;
  }

  void create() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandException(1, "the folder " + folder + " cannot be made");
    }
  }

  /** Deletes what an instance keeps; the folder itself stays. */
  void reset() {
    for (String name :
        List.of(
            "postgres", "keys.json", "state.json", DemoIssuer.KEY_FILE, VISITOR_KEY, AUDIT_HEADS)) {
      delete(folder.resolve(name));
    }
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new CommandException(1, path + " cannot be deleted");
    }
  }

  /**
   * Holds the folder for this process until it ends.
   *
   * @throws CommandException when another process holds it
   */
  FileLock hold() {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new CommandException(
            1,
            "an instance is running on " + folder + " already; stop it, or choose another --data");
      }
      return lock;
    } catch (IOException e) {
      throw new CommandException(1, "the folder " + folder + " cannot be used");
    }
  }

  /** A secret of this folder, made at its first use: 32 random bytes. */
  byte[] secret(String name) {
    try {
      Path file = folder.resolve("keys.json");
      ObjectNode keys =
          Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
      if (!keys.has(name)) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        keys.put(name, Base64.getEncoder().encodeToString(fresh));
        write("keys.json", keys.toPrettyString());
      }
      return Base64.getDecoder().decode(keys.get(name).asText());
    } catch (IOException | ClassCastException | IllegalArgumentException e) {
      throw new CommandException(
          1, folder.resolve("keys.json") + " cannot be read; --reset makes everything anew");
    }
  }

  /** A password of this folder, made at its first use. */
  String password(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret(name));
  }

  /** Where the running instance is reached, readable by its owner alone. */
  void writeState(String http, String adminDatabaseUri) {
    ObjectNode state =
        JSON.createObjectNode()
            .put("http", http)
            .put("adminDatabaseUri", adminDatabaseUri)
            .put("pid", ProcessHandle.current().pid());
    try {
      write("state.json", state.toPrettyString());
    } catch (IOException e) {
      throw new CommandException(1, folder.resolve("state.json") + " cannot be written");
    }
  }

  void removeState() {
    try {
      Files.deleteIfExists(folder.resolve("state.json"));
    } catch (IOException e) {
      // The next start writes it anew.
    }
  }

  /** The superuser's URI of the instance that runs here. */
  Optional<String> adminDatabaseUri() {
    Path file = folder.resolve("state.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(file.toFile()).path("adminDatabaseUri").asText());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void write(String name, String content) throws IOException {
    Path draft =
        Files.createTempFile(
            folder,
            name,
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, content);
    Files.move(
        draft,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
