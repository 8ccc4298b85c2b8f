package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parsers by media type. No exception comes out of a file: a hostile one is an outcome like any
 * other.
 */
final class DocumentParsers implements DocumentReader {
  static final int LARGEST_FILE = 32 << 20;

  private static final List<DocumentParser> ALL =
      List.of(
          new MarkdownParser(),
          new HtmlParser(),
          new PdfParser(),
          new PlainTextParser(),
          new WordParser(),
          new SlidesParser(),
          new SheetsParser(),
          new CsvParser(),
          new MailParser());

  private final Map<String, DocumentParser> byMediaType = new HashMap<>();
  private final Map<String, String> mediaTypeByExtension = new HashMap<>();

  DocumentParsers() {
    for (DocumentParser parser : ALL) {
      String usual = parser.mediaTypes().iterator().next();
      parser.mediaTypes().forEach(type -> byMediaType.put(type, parser));
      parser.extensions().forEach(extension -> mediaTypeByExtension.put(extension, usual));
    }
  }

  @Override
  public Optional<String> mediaTypeOf(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(mediaTypeByExtension.get(extension));
  }

  @Override
  public boolean reads(String mediaType) {
    return byMediaType.containsKey(withoutParameters(mediaType));
  }

  @Override
  public Parsed read(String mediaType, byte[] content, String fileName) {
    DocumentParser parser = byMediaType.get(withoutParameters(mediaType));
    Optional<Reason> refused = refusal(mediaType, content.length);
    if (parser == null || refused.isPresent()) {
      return new UnreadableDocument(refused.orElse(Reason.UNSUPPORTED));
    }
    try {
      ParsedDocument document = parser.parse(content, titleOf(fileName));
      return document.blocks().isEmpty() ? new UnreadableDocument(Reason.EMPTY) : document;
    } catch (UnreadableException e) {
      return new UnreadableDocument(e.reason());
    } catch (IOException | RuntimeException | StackOverflowError _) {
      return new UnreadableDocument(Reason.BROKEN);
    }
  }

  /** Why no file of that kind and length is read, whatever is in it. */
  Optional<Reason> refusal(String mediaType, long bytes) {
    if (!reads(mediaType)) {
      return Optional.of(Reason.UNSUPPORTED);
    }
    return bytes > LARGEST_FILE ? Optional.of(Reason.TOO_LARGE) : Optional.empty();
  }

  private static String withoutParameters(String mediaType) {
    int parameters = mediaType.indexOf(';');
    return (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** "docs/opening-hours.md" is titled "Opening hours". */
  private static String titleOf(String fileName) {
    String name =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    String words = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[-_\\s]+", " ").strip();
    return words.isEmpty()
        ? "Untitled"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
