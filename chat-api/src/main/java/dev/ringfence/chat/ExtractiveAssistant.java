package dev.ringfence.chat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.ringfence.database.Role;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.EmbeddingException;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolDefinition;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assistant without a language model: it picks tools by their nearness to the question, fills
 * their parameters from its words, and quotes what they found. Each of its words is either its own,
 * fixed one, or stands in the redacted results.
 */
final class ExtractiveAssistant implements AssistantModel {
  private static final Logger LOG = LoggerFactory.getLogger(ExtractiveAssistant.class);

  private final Function<Role, List<ToolDefinition>> available;
  private final ToolPicker picker;
  private final AnswerComposer composer;

  ExtractiveAssistant(ToolCatalog catalog, Embedder embedder, InstantSource clock) {
    this(catalog.all(), catalog::availableTo, embedder, clock);
    warmUp();
  }

  /** An assistant with tools that come from elsewhere than a checked catalog. */
  ExtractiveAssistant(
      List<ToolDefinition> all,
      Function<Role, List<ToolDefinition>> available,
      Embedder embedder,
      InstantSource clock) {
    this.available = available;
    this.picker = new ToolPicker(all, embedder, clock);
    this.composer = new AnswerComposer(new PassageQuote(embedder));
  }

  /** Computes in the background what the first question would otherwise wait for. */
  private void warmUp() {
    Thread.ofVirtual()
        .name("extractive-warm-up")
        .start(
            () -> {
              try {
                picker.warmUp();
              } catch (EmbeddingException | RejectedExecutionException e) {
                // The first question tries again; an embedder that is closed has no first question.
                LOG.warn("the tools' examples could not be embedded yet: {}", e.getMessage());
              }
            });
  }

  @Override
  public String name() {
    return "extractive";
  }

  @Override
  public boolean isLanguageModel() {
    return false;
  }

  @Override
  public ModelTurn next(ModelRequest request, Consumer<String> text, Cancellation cancellation) {
    cancellation.check();
    List<ModelMessage> messages = request.messages();
    String question = "";
    List<ModelMessage.Result> results = new ArrayList<>();
    for (ModelMessage message : messages) {
      switch (message) {
        case ModelMessage.Question(var asked) -> {
          question = asked.value();
          results.clear();
        }
        case ModelMessage.Result result -> results.add(result);
        case ModelMessage.Instructions _, ModelMessage.Answer _ -> {}
      }
    }
    List<ToolDefinition> tools = available.apply(request.role());
    if (results.isEmpty()) {
      List<ToolCall> calls = calls(request, tools, question);
      if (!calls.isEmpty()) {
        return new ModelTurn("", calls, ModelTurn.Usage.NONE, false);
      }
    }
    StringBuilder whole = new StringBuilder();
    Consumer<String> pieces =
        piece -> {
          cancellation.check();
          whole.append(piece);
          text.accept(piece);
        };
    composer.compose(request.role(), tools, question, results, pieces);
    return new ModelTurn(whole.toString(), List.of(), ModelTurn.Usage.NONE, false);
  }

  private List<ToolCall> calls(ModelRequest request, List<ToolDefinition> tools, String question) {
    Set<String> offered =
        request.tools().stream().map(ToolSpecification::name).collect(Collectors.toSet());
    List<ToolDefinition> callable =
        tools.stream().filter(tool -> offered.contains(tool.name())).toList();
    List<ToolCall> calls = new ArrayList<>();
    for (ToolPicker.Choice choice : picker.pick(request.role(), callable, question)) {
      String id = "extractive_" + (calls.size() + 1);
      calls.add(new ToolCall(id, choice.tool().name(), choice.arguments().toString()));
    }
    return calls;
  }
}
