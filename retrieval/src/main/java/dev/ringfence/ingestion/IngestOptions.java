package dev.ringfence.ingestion;

import dev.ringfence.crawling.CrawlLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How documents are brought in.
 *
 * @param urlBase the address under which folders are shown, or null
 * @param removeVanished whether what a folder or a site no longer has is taken out
 * @param dryRun whether only to say what would change
 * @param atATime how many files are under way at the same time
 * @param crawling how much of a site is fetched
 * @param notes the folder in which it is noted what of sites was fetched
 */
public record IngestOptions(
    @Nullable String urlBase,
    boolean removeVanished,
    boolean dryRun,
    int atATime,
    CrawlLimits crawling,
    Path notes) {
  public IngestOptions {
    if (atATime < 1) {
      throw new IllegalArgumentException("at least one file is under way at a time");
    }
  }
}
