package dev.ringfence.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The tools that one {@code tools.yaml} declares, in the form of MCP Toolbox for Databases with our
 * keys beside them. Reading it is all or nothing.
 *
 * @param name what messages call the file
 */
public record ToolFile(String name, List<ToolDefinition> tools) {
  private static final Set<String> PASSED_OVER =
      Set.of("source", "authService", "authServices", "group", "toolset", "embeddingModel");
  private static final Set<String> SECTIONS =
      Set.of("sources", "authServices", "authSources", "toolsets", "embeddingModels");

  public ToolFile {
    tools = List.copyOf(tools);
  }

  /**
   * Reads a file.
   *
   * @throws ToolFileError where the file is not a valid tool file
   * @throws IOException where it cannot be read at all
   */
  public static ToolFile read(Path path) throws IOException {
    return parse(path.getFileName().toString(), Files.readAllBytes(path));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name what messages call it
   * @throws ToolFileError where it is not a valid tool file
   */
  public static ToolFile parse(String name, byte[] bytes) {
    return parse(name, decoded(name, bytes));
  }

  private static String decoded(String name, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ToolFileError(
          new Place(name, 1, 1), "this is not UTF-8", "save the file in the UTF-8 encoding");
    }
  }

  static ToolFile parse(String name, String text) {
    return new ToolFile(
        name,
        entries(name, text).stream()
            .map(
                entry ->
                    switch (entry) {
                      case Entry.Read(var tool) -> tool;
                      case Entry.Unread(_, var error) -> throw error;
                    })
            .toList());
  }

  /** The JSON Schema of one document of a file, for editors: draft 2020-12. */
  public static String schema() {
    try (var file = ToolFile.class.getResourceAsStream("tools.schema.json")) {
      return new String(
          Objects.requireNonNull(file, "tools.schema.json").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What one entry of a file is read as. */
  public sealed interface Entry {
    /** The name of the tool, or where it stands in place of one. */
    String name();

    /** A tool. */
    record Read(ToolDefinition tool) implements Entry {
      @Override
      public String name() {
        return tool.name();
      }
    }

    /** What is wrong with it. */
    record Unread(String name, ToolFileError error) implements Entry {}
  }

  /**
   * Every entry of a file, for who wants to hear of all that is wrong at once.
   *
   * @throws ToolFileError where the file is not YAML
   * @throws IOException where it cannot be read at all
   */
  public static List<Entry> entries(Path path) throws IOException {
    var name = path.getFileName().toString();
    return entries(name, decoded(name, Files.readAllBytes(path)));
  }

  private static List<Entry> entries(String name, String text) {
    var entries = new ArrayList<Entry>();
    for (var document : YamlReader.documents(name, text)) {
      if (isFlat(document)) {
        flat(document).ifPresent(entries::add);
      } else {
        entries.addAll(nested(document));
      }
    }
    return withoutTwins(entries);
  }

  private static boolean isFlat(YamlNode document) {
    return document instanceof YamlNode.Mapping mapping && mapping.entries().containsKey("kind");
  }

  private static Optional<Entry> flat(YamlNode document) {
    var keys = new Keys(document, "a document");
    var name = new StringBuilder("line " + document.at().line());
    return read(
        name,
        () -> {
          var kind = keys.requiredText("kind", "write 'kind: tool'");
          if (PASSED_OVER.contains(kind)) {
            return Optional.empty();
          }
          if (!kind.equals("tool")) {
            throw new ToolFileError(
                keys.required("kind", "").at(),
                "the kind '" + kind + "' is not known",
                "write 'kind: tool'");
          }
          keys.text("name").ifPresent(text -> name.replace(0, name.length(), text));
          return Optional.of(ToolReader.flat(document));
        });
  }

  private static Optional<Entry> read(
      CharSequence name, Supplier<Optional<ToolDefinition>> reading) {
    try {
      return reading.get().map(Entry.Read::new);
    } catch (ToolFileError e) {
      return Optional.of(new Entry.Unread(name.toString(), e));
    }
  }

  private static List<Entry> nested(YamlNode document) {
    var keys = new Keys(document, "a document");
    SECTIONS.forEach(keys::node);
    var entries = new ArrayList<Entry>();
    keys.node("tools")
        .ifPresent(
            node -> {
              if (!(node instanceof YamlNode.Mapping mapping)) {
                throw new ToolFileError(
                    node.at(),
                    "'tools' names each tool",
                    "write 'tools:' and below it 'name:' lines");
              }
              mapping
                  .entries()
                  .forEach(
                      (name, entry) ->
                          read(
                                  name,
                                  () ->
                                      Optional.of(
                                          ToolReader.nested(name, entry.key(), entry.value())))
                              .ifPresent(entries::add));
            });
    keys.refuseOthers();
    return entries;
  }

  private static List<Entry> withoutTwins(List<Entry> entries) {
    Map<String, Place> places = new HashMap<>();
    return entries.stream()
        .map(
            entry -> {
              if (!(entry instanceof Entry.Read(var tool))) {
                return entry;
              }
              var first = places.putIfAbsent(tool.name(), tool.at());
              return first == null
                  ? entry
                  : new Entry.Unread(
                      tool.name(),
                      new ToolFileError(
                          tool.at(),
                          "the tool '" + tool.name() + "' is declared twice",
                          "rename one (the first stands in line " + first.line() + ")"));
            })
        .toList();
  }
}
