package dev.ringfence.ingestion;

import dev.ringfence.parsing.DocumentReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one folder, or is one file. Links are not followed: one that leads out of the
 * folder would bring in what nobody named, and one that stays inside leads to what is read anyway.
 */
final class FolderScan {
  private static final int MOST_FILES = 100_000;
  private static final int LONGEST_PATH = 1_000;

  private final DocumentReader reader;
  private final @Nullable String urlBase;
  private final Map<Path, SourceFile> files = new LinkedHashMap<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private int passedOver;
  private boolean complete = true;

  private FolderScan(DocumentReader reader, @Nullable String urlBase) {
    this.reader = reader;
    this.urlBase = urlBase;
  }

  /**
   * Looks through a folder, or at one file.
   *
   * @param root without links
   * @param urlBase the address under which the folder is shown, or null
   */
  static FolderScan of(Path root, DocumentReader reader, @Nullable String urlBase)
      throws IOException {
    FolderScan scan = new FolderScan(reader, urlBase);
    if (Files.isDirectory(root)) {
      Files.walkFileTree(root, scan.new Visitor(root));
    } else {
      scan.file(root, root.getFileName(), true);
    }
    return scan;
  }

  List<SourceFile> files() {
    return List.copyOf(files.values());
  }

  /** What was meant to be read and cannot be. */
  List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  /** How many were passed over: hidden ones, links, and files of kinds that nobody reads. */
  int passedOver() {
    return passedOver;
  }

  /** Whether all of it was seen, so that what was not found is not there. */
  boolean isComplete() {
    return complete;
  }

  private void file(Path file, Path relative, boolean named) {
    Optional<String> mediaType = reader.mediaTypeOf(relative.toString());
    if (mediaType.isEmpty()) {
      if (named) {
        skipped.add(new Skipped(file.toString(), "files of this kind are not read"));
      } else {
        passedOver++;
      }
    } else if (file.toString().length() > LONGEST_PATH) {
      skipped.add(new Skipped(file.toString(), "its path is longer than 1000 characters"));
    } else {
      files.put(file, new SourceFile(file, mediaType.get(), url(relative)));
    }
  }

  private @Nullable String url(Path relative) {
    if (urlBase == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    relative.forEach(name -> names.add(name.toString()));
    try {
      String path = new URI(null, null, "/" + String.join("/", names), null).toASCIIString();
      return (urlBase.endsWith("/") ? urlBase.substring(0, urlBase.length() - 1) : urlBase) + path;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && isHidden(folder)) {
        passedOver++;
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file) || !attributes.isRegularFile()) {
        passedOver++;
      } else {
        file(file, root.relativize(file), false);
      }
      if (files.size() < MOST_FILES) {
        return FileVisitResult.CONTINUE;
      }
      skipped.add(new Skipped(root.toString(), "it has more than 100000 files; the rest is left"));
      complete = false;
      return FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      skipped.add(new Skipped(file.toString(), "it cannot be opened"));
      complete = false;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      if (failure != null) {
        skipped.add(new Skipped(folder.toString(), "it could not be looked through"));
        complete = false;
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path file) {
      return file.getFileName().toString().startsWith(".");
    }
  }
}
