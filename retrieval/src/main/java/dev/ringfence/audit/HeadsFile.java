package dev.ringfence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ends of chains as a service saw them last, in a file outside of the database: a chain that is
 * cut off at its end still verifies by itself, but no longer against this. A line is {@code tenant
 * number hash}; of several for one tenant the last counts.
 */
public final class HeadsFile {
  private static final Logger LOG = LoggerFactory.getLogger(HeadsFile.class);

  private final Path file;
  private final Map<UUID, ChainHead> fresh = new HashMap<>();

  /**
   * @param file need not exist; it is written anew with one line for each tenant
   */
  public HeadsFile(Path file) {
    this.file = file;
    try {
      Map<UUID, ChainHead> known = read(file);
      if (!known.isEmpty()) {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, text(known));
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      LOG.warn("the ends of the audit chains in {} could not be tidied up", file);
    }
  }

  /** What a file says; nothing for a file that is not there. */
  public static Map<UUID, ChainHead> read(Path file) throws IOException {
    Map<UUID, ChainHead> heads = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readString(file).lines().toList()) {
        String[] parts = line.strip().split(" ");
        // The last line may have been cut off with the process that wrote it.
        if (parts.length == 3 && parts[2].length() == 64) {
          try {
            heads.put(
                UUID.fromString(parts[0]),
                new ChainHead(Long.parseLong(parts[1]), HexFormat.of().parseHex(parts[2])));
          } catch (IllegalArgumentException e) {
            throw new IOException(file + " has a line that is no end of a chain", e);
          }
        }
      }
    }
    return heads;
  }

  /** Lines of a file. */
  public static String text(Map<UUID, ChainHead> heads) {
    return heads.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Remembers ends until they are written. */
  synchronized void note(Map<UUID, ChainHead> ends) {
    fresh.putAll(ends);
  }

  /** Writes what was noted. A file that cannot be written stops nobody's work, and is said. */
  synchronized void write() {
    if (fresh.isEmpty()) {
      return;
    }
    try {
      Files.writeString(
          file, text(fresh), UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      fresh.clear();
    } catch (IOException e) {
      LOG.warn("the ends of the audit chains could not be written to {}", file);
    }
  }
}
