package dev.ringfence.ingestion;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What changes in folders, seen by looking at them again and again: that works on every file
 * system, those of other machines included. A file counts as changed when it has rested between two
 * looks, so that one that is still being written is left in peace.
 */
final class FolderWatch {
  private record Stamp(long bytes, FileTime modified) {}

  /**
   * Something happened in a folder.
   *
   * @param files that are new or other ones; without those that are gone
   */
  record Change(Path folder, Set<Path> files) {}

  private final Map<Path, Map<Path, Stamp>> settled = new HashMap<>();
  private final Map<Path, Map<Path, Stamp>> seen = new HashMap<>();

  FolderWatch(List<Path> folders) {
    // Everything is new at first: nobody knows what happened before this.
    for (Path folder : folders) {
      settled.put(folder, Map.of());
      seen.put(folder, Map.of());
    }
  }

  /** Waits until something has changed and rests. */
  List<Change> next(Duration pace) throws InterruptedException {
    while (true) {
      TimeUnit.NANOSECONDS.sleep(pace.toNanos());
      List<Change> changes = new ArrayList<>();
      for (Path folder : settled.keySet()) {
        Map<Path, Stamp> now = look(folder);
        Map<Path, Stamp> old = settled.get(folder);
        if (now.equals(seen.put(folder, now)) && !now.equals(old)) {
          Set<Path> files = new HashSet<>();
          now.forEach(
              (file, stamp) -> {
                if (!stamp.equals(old.get(file))) {
                  files.add(file);
                }
              });
          settled.put(folder, now);
          changes.add(new Change(folder, files));
        }
      }
      if (!changes.isEmpty()) {
        return changes;
      }
    }
  }

  private static Map<Path, Stamp> look(Path folder) {
    Map<Path, Stamp> files = new HashMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException _) {
      // What was seen of it so far: that it is incomplete is found when it is brought in.
    }
    return files;
  }
}
