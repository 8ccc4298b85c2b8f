package dev.ringfence.crawling;

import dev.ringfence.crawling.Fetched.Validators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of a site was fetched, in a file, line by line as it happens: so that a crawl that was
 * interrupted goes on where it was, and the next one asks only for what changed.
 */
final class CrawlLog {
  private static final String SEPARATOR = "\t";

  /**
   * A page that was dealt with.
   *
   * @param gone whether the site said that it is not there
   */
  record Entry(URI address, int depth, boolean gone, Validators validators, List<URI> links) {}

  private final Path running;
  private final Path finished;
  private final Map<URI, Entry> before;
  private final Map<URI, Entry> now;

  /**
   * Opens the log of a site.
   *
   * @param name a file name for this site and what is done with it
   */
  CrawlLog(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    this.running = folder.resolve(name + ".running");
    this.finished = folder.resolve(name + ".finished");
    this.before = read(finished);
    this.now = read(running);
  }

  /** The pages of this crawl that were dealt with before it was interrupted. */
  List<Entry> dealtWith() {
    return List.copyOf(now.values());
  }

  /** How a page was when it was last fetched, in the last crawl that came to its end. */
  Optional<Entry> before(URI address) {
    return Optional.ofNullable(before.get(address));
  }

  void add(Entry entry) {
    now.put(entry.address(), entry);
    try {
      Files.writeString(running, line(entry), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the crawl: the next one starts anew. */
  void finish() {
    try {
      if (Files.exists(running)) {
        Files.move(running, finished, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Entry entry) {
    return String.join(
            SEPARATOR,
            entry.address().toString(),
            Integer.toString(entry.depth()),
            entry.gone() ? "gone" : "there",
            entry.validators().entityTag().orElse(""),
            entry.validators().lastModified().orElse(""),
            entry.links().stream().map(URI::toString).collect(Collectors.joining(" ")))
        + "\n";
  }

  /** A last line that was cut off is none: its page is fetched again. */
  private static Map<URI, Entry> read(Path file) throws IOException {
    Map<URI, Entry> entries = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return entries;
    }
    String text = Files.readString(file);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String[] parts = line.split(SEPARATOR, -1);
      if (parts.length == 6) {
        Entry entry =
            new Entry(
                URI.create(parts[0]),
                Integer.parseInt(parts[1]),
                parts[2].equals("gone"),
                new Validators(present(parts[3]), present(parts[4])),
                Arrays.stream(parts[5].split(" "))
                    .filter(link -> !link.isEmpty())
                    .map(URI::create)
                    .toList());
        entries.put(entry.address(), entry);
      }
    }
    return entries;
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
