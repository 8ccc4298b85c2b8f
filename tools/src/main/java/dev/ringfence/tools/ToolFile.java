package dev.ringfence.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    try {
      return parse(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ToolFileError(
          new Place(name, 1, 1), "this is not UTF-8", "save the file in the UTF-8 encoding");
    }
  }

  static ToolFile parse(String name, String text) {
    var tools = new ArrayList<ToolDefinition>();
    for (var document : YamlReader.documents(name, text)) {
      var keys = new Keys(document, "a document");
      tools.addAll(keys.has("kind") ? flat(document, keys) : nested(keys));
    }
    refuseTwins(tools);
    return new ToolFile(name, tools);
  }

  private static List<ToolDefinition> flat(YamlNode document, Keys keys) {
    var kind = keys.requiredText("kind", "write 'kind: tool'");
    if (kind.equals("tool")) {
      return List.of(ToolReader.flat(document));
    }
    if (PASSED_OVER.contains(kind)) {
      return List.of();
    }
    throw new ToolFileError(
        keys.required("kind", "").at(),
        "the kind '" + kind + "' is not known",
        "write 'kind: tool'");
  }

  private static List<ToolDefinition> nested(Keys keys) {
    SECTIONS.forEach(keys::node);
    var tools = new ArrayList<ToolDefinition>();
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
                          tools.add(ToolReader.nested(name, entry.key(), entry.value())));
            });
    keys.refuseOthers();
    return tools;
  }

  private static void refuseTwins(List<ToolDefinition> tools) {
    Map<String, Place> places = new HashMap<>();
    for (var tool : tools) {
      var first = places.putIfAbsent(tool.name(), tool.at());
      if (first != null) {
        throw new ToolFileError(
            tool.at(),
            "the tool '" + tool.name() + "' is declared twice",
            "rename one (the first stands in line " + first.line() + ")");
      }
    }
  }
}
