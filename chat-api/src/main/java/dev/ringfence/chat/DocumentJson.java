package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.retrieval.DocumentShelf;
import dev.ringfence.retrieval.KnowledgeShelf;
import dev.ringfence.retrieval.PersonalFiles;
import dev.ringfence.retrieval.StoredDocument;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents and files as those are shown them who keep them. */
final class DocumentJson {
  private DocumentJson() {}

  /** A document of the knowledge base. */
  static ObjectNode document(StoredDocument document) {
    ObjectNode json =
        common(document, document.name())
            .put("visibility", document.visibility().name().toLowerCase(Locale.ROOT))
            .put("url", document.url());
    json.put("customer", document.owner() == null ? null : document.owner().toString());
    return json;
  }

  /**
   * The same in a list for those who keep it.
   *
   * @param stale before when a document's content changed last that is stale
   */
  static ObjectNode kept(KnowledgeShelf.Kept kept, Instant stale) {
    return document(kept.document())
        .put("answers", kept.answers())
        .put("lastAnswerAt", kept.lastAnswer() == null ? null : kept.lastAnswer().toString())
        .put("stale", kept.document().updatedAt().isBefore(stale));
  }

  /** A file of somebody's own. */
  static ObjectNode file(StoredDocument file) {
    return common(file, PersonalFiles.nameOf(file));
  }

  private static ObjectNode common(StoredDocument document, String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", document.id().toString())
        .put("name", name)
        .put("title", document.title())
        .put("mediaType", document.mediaType())
        .put("passages", document.passages())
        .put("createdAt", document.createdAt().toString())
        .put("updatedAt", document.updatedAt().toString());
  }

  /** The same with the text that was read out of it. */
  static ObjectNode withParts(ObjectNode json, DocumentShelf.Read read) {
    ArrayNode parts = json.putArray("parts");
    read.parts()
        .forEach(
            part -> parts.addObject().put("under", part.headingPath()).put("text", part.text()));
    return json;
  }

  /**
   * A page of a list, and where the next one begins.
   *
   * @param found one more than the page has, where there is more
   */
  static <T> ObjectNode page(String name, List<T> found, int limit, Function<T, ObjectNode> shown) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray(name);
    found.stream().limit(limit).map(shown).forEach(array::add);
    @Nullable String next = found.size() > limit ? array.get(limit - 1).path("id").asText() : null;
    return json.put("next", next);
  }
}
