package dev.ringfence.tools;

import dev.ringfence.tools.YamlNode.Entry;
import dev.ringfence.tools.YamlNode.Mapping;
import dev.ringfence.tools.YamlNode.Scalar;
import dev.ringfence.tools.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the documents of a YAML file into nodes that keep their places. It accepts the plain part
 * of YAML: no anchors, aliases or tags, no key twice, bounded depth and size.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_CHARACTERS = 2_000_000;

  private final String file;
  private final Iterator<Event> events;
  private Place last;

  private YamlReader(String file, String text) {
    this.file = file;
    this.last = new Place(file, 1, 1);
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setUseMarks(true)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    this.events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /** The documents of the file that are not empty, in their order. */
  static List<YamlNode> documents(String file, String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new ToolFileError(
          new Place(file, 1, 1),
          "the file is too large",
          "write at most " + MAX_CHARACTERS + " characters");
    }
    var reader = new YamlReader(file, text);
    try {
      return reader.documents();
    } catch (MarkedYamlEngineException e) {
      throw new ToolFileError(
          reader.place(whereItBegan(e)),
          "this is not YAML (" + firstLine(e.getProblem()) + ")",
          "check indentation, quotes and brackets");
    } catch (YamlEngineException e) {
      throw new ToolFileError(reader.last, "this cannot be read as YAML", "write printable text");
    }
  }

  private List<YamlNode> documents() {
    var documents = new ArrayList<YamlNode>();
    while (events.hasNext()) {
      var event = next();
      if (event instanceof NodeEvent node) {
        var document = node(node, 0);
        if (!(document instanceof Scalar scalar && scalar.isNull())) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  private YamlNode node(NodeEvent event, int depth) {
    if (event.getEventId() == Event.ID.Alias || event.getAnchor().isPresent()) {
      throw new ToolFileError(
          last, "anchors and aliases are not accepted", "write the value out where it is used");
    }
    if (depth > MAX_DEPTH) {
      throw new ToolFileError(
          last, "this is nested deeper than " + MAX_DEPTH + " levels", "flatten it");
    }
    return switch (event) {
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag());
        yield new Scalar(scalar.getValue(), scalar.isPlain(), last);
      }
      case CollectionStartEvent start -> {
        refuseTag(start.getTag());
        yield start.getEventId() == Event.ID.SequenceStart ? sequence(depth) : mapping(depth);
      }
      default -> throw new ToolFileError(last, "this is not expected here", "remove it");
    };
  }

  private Sequence sequence(int depth) {
    var at = last;
    var items = new ArrayList<YamlNode>();
    while (next() instanceof NodeEvent item) {
      items.add(node(item, depth + 1));
    }
    return new Sequence(items, at);
  }

  private Mapping mapping(int depth) {
    var at = last;
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (next() instanceof NodeEvent event) {
      if (!(node(event, depth + 1) instanceof Scalar key)) {
        throw new ToolFileError(last, "a key is a single word", "write it as text");
      }
      var value = node(next() instanceof NodeEvent node ? node : unexpected(key.at()), depth + 1);
      if (entries.putIfAbsent(key.text(), new Entry(key.at(), value)) != null) {
        throw new ToolFileError(
            key.at(), "the key '" + key.text() + "' stands here twice", "keep one of them");
      }
    }
    return new Mapping(Collections.unmodifiableMap(entries), at);
  }

  private NodeEvent unexpected(Place key) {
    throw new ToolFileError(key, "this key has no value", "write a value behind the colon");
  }

  private void refuseTag(Optional<String> tag) {
    if (tag.isPresent()) {
      throw new ToolFileError(
          last, "tags are not accepted", "remove the '!' and what belongs to it");
    }
  }

  private Event next() {
    var event = events.next();
    last = place(event.getStartMark());
    return event;
  }

  private Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1)).orElse(last);
  }

  /** What never ends is better shown where it begins. */
  private static Optional<Mark> whereItBegan(MarkedYamlEngineException e) {
    return e.getProblem().contains("end of stream") && e.getContextMark().isPresent()
        ? e.getContextMark()
        : e.getProblemMark();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
