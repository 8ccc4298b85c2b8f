package dev.ringfence.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringfence.database.Role;
import dev.ringfence.tools.Quotation;
import dev.ringfence.tools.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes an answer around what tools found, piece by piece; it adds fixed sentences and no facts.
 */
final class AnswerComposer {
  static final String SIGNATURE = "_Found by search; no language model wrote this._";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final PassageQuote quotes;

  AnswerComposer(PassageQuote quotes) {
    this.quotes = quotes;
  }

  void compose(
      Role role,
      List<ToolDefinition> tools,
      String question,
      List<ModelMessage.Result> results,
      Consumer<String> text) {
    QuestionWords words = QuestionWords.of(question);
    SmallTalk.opening(words).ifPresent(text);
    Decline.of(role, question, Sentence.of(question)).map(Decline::sentence).ifPresent(text);
    boolean found = false;
    List<ToolDefinition> searched = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    for (ModelMessage.Result result : results) {
      Optional<ToolDefinition> tool =
          tools.stream().filter(known -> known.name().equals(result.toolName())).findFirst();
      Optional<JsonNode> content = rows(result.content().value());
      if (content.isEmpty() || tool.isEmpty()) {
        troubles.add(result.content().value());
      } else if (content.get().path("rows").isEmpty()) {
        searched.add(tool.get());
      } else {
        found = true;
        write(tool.get(), content.get(), question, text);
      }
    }
    for (String trouble : troubles) {
      text.accept("One source could not be read: " + trouble.strip() + "\n\n");
    }
    if (!found) {
      nothing(role, tools, searched, words, text);
    }
    text.accept(SIGNATURE);
  }

  private void write(
      ToolDefinition tool, JsonNode content, String question, Consumer<String> text) {
    if (ToolPicker.isSearch(tool)) {
      quotes.write(Quotation.unmarked(content.path("rows")), question, text);
    } else {
      RecordList.write(tool, content, text);
    }
    text.accept("\n");
  }

  private static Optional<JsonNode> rows(String content) {
    try {
      JsonNode tree = JSON.readTree(content);
      return tree.path("rows").isArray() ? Optional.of(tree) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void nothing(
      Role role,
      List<ToolDefinition> tools,
      List<ToolDefinition> searched,
      QuestionWords words,
      Consumer<String> text) {
    boolean small = SmallTalk.is(words);
    if (!small && !searched.isEmpty()) {
      List<String> where = searched.stream().map(tool -> "“" + tool.label() + "”").toList();
      text.accept(
          "I found nothing that answers this under " + String.join(" or ", where) + ".\n\n");
    } else if (!small) {
      text.accept("I have found nothing that answers this.\n\n");
    }
    if (!tools.isEmpty()) {
      text.accept("What I can look up:\n\n");
      for (ToolDefinition tool : tools) {
        String example =
            tool.examples().isEmpty() ? "" : ", such as: " + tool.examples().getFirst();
        text.accept("- " + tool.label() + example + "\n");
      }
      text.accept("\n");
    }
    if (role == Role.VISITOR) {
      text.accept("For anything about an account, please sign in.\n\n");
    }
  }
}
