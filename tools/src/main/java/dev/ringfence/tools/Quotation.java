package dev.ringfence.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Marks what was quoted from documents, so that a model can tell it from everything else it is
 * shown: whoever wrote a document may have written orders into it. The mark is a word that follows
 * from a key of ours and whoever asks, so that no document can end its own quotation.
 *
 * <p>It makes models behave better and nothing safe: what a model may read and do does not depend
 * on whether it obeys. Delimiting untrusted text so is known as spotlighting (Hines and others,
 * "Defending Against Indirect Prompt Injection Attacks With Spotlighting", 2024).
 */
public final class Quotation {
  private static final Pattern MARK = Pattern.compile("</?quoted-[bcdfghjkmnpqrstv]{8}>");

  private final String word;

  /**
   * @param word eight consonants
   */
  Quotation(String word) {
    this.word = word;
  }

  /** A text between marks, which it does not have in itself. */
  String of(String text) {
    return "<quoted-" + word + ">" + text.replace(word, "") + "</quoted-" + word + ">";
  }

  /** Rows of a result as they were before they were marked. */
  public static JsonNode unmarked(JsonNode rows) {
    JsonNode copy = rows.deepCopy();
    for (JsonNode row : copy) {
      if (row instanceof ObjectNode fields) {
        fields.properties().stream()
            .filter(field -> field.getValue().isTextual())
            .toList()
            .forEach(
                field ->
                    fields.put(
                        field.getKey(), MARK.matcher(field.getValue().textValue()).replaceAll("")));
      }
    }
    return copy;
  }
}
