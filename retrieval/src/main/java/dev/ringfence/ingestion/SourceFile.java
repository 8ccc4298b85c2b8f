package dev.ringfence.ingestion;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that can be read in.
 *
 * @param path its whole path, without links, by which it is called in the knowledge base
 * @param url the page that shows it, where that is known
 */
record SourceFile(Path path, String mediaType, @Nullable String url) {
  String name() {
    return path.toString();
  }
}
