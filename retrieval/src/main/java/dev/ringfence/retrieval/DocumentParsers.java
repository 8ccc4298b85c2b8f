package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.UnreadableDocument.Reason;

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
final class DocumentParsers {
  private static final int LARGEST_FILE = 32 << 20;
  private static final List<DocumentParser> ALL =
      List.of(new MarkdownParser(), new HtmlParser(), new PdfParser(), new PlainTextParser());

  private final Map<String, DocumentParser> byMediaType = new HashMap<>();
  private final Map<String, String> mediaTypeByExtension = new HashMap<>();

  DocumentParsers() {
    for (DocumentParser parser : ALL) {
      String usual = parser.mediaTypes().iterator().next();
      parser.mediaTypes().forEach(type -> byMediaType.put(type, parser));
      parser.extensions().forEach(extension -> mediaTypeByExtension.put(extension, usual));
    }
  }

  /** The media type of files with such a name, if there is a parser for it. */
  Optional<String> mediaTypeOf(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(mediaTypeByExtension.get(extension));
  }

  Parsed parse(String mediaType, byte[] content, String fileName) {
    DocumentParser parser = byMediaType.get(withoutParameters(mediaType));
    if (parser == null) {
      return new UnreadableDocument(Reason.UNSUPPORTED);
    }
    if (content.length > LARGEST_FILE) {
      return new UnreadableDocument(Reason.TOO_LARGE);
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
