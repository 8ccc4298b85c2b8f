package dev.ringfence.chat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.ringfence.guard.WireGuard;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A language model behind any server that speaks OpenAI's protocol, through LangChain4j's client.
 */
final class OpenAiModel implements AssistantModel {
  private final ModelSettings settings;
  private final WireGuard guard;
  private final HttpClient out =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  OpenAiModel(ModelSettings settings, WireGuard guard) {
    this.settings = settings;
    this.guard = guard;
  }

  @Override
  public String name() {
    return settings.model();
  }

  @Override
  public boolean isLanguageModel() {
    return true;
  }

  @Override
  public ModelTurn next(ModelRequest request, Consumer<String> text, Cancellation cancellation) {
    ModelStream stream = new ModelStream(settings.silence());
    cancellation.onCancel(stream::cancel);
    try {
      clientOf(stream).chat(toChatRequest(request), stream);
    } catch (RuntimeException e) {
      stream.onError(e);
    }
    return stream.read(text, cancellation);
  }

  /** LangChain4j's client, over a way out that belongs to one turn. */
  private StreamingChatModel clientOf(ModelStream turn) {
    return OpenAiStreamingChatModel.builder()
        .httpClientBuilder(
            new GuardedHttpClient.Builder(
                new GuardedHttpClient(out, guard, settings.silence(), turn)))
        .baseUrl(settings.baseUrl())
        .apiKey(settings.apiKey().isEmpty() ? "none" : settings.apiKey())
        .modelName(settings.model())
        .timeout(settings.silence())
        .logRequests(false)
        .logResponses(false)
        .build();
  }

  private static ChatRequest toChatRequest(ModelRequest request) {
    ChatRequest.Builder builder =
        ChatRequest.builder()
            .messages(request.messages().stream().map(OpenAiModel::toMessage).toList());
    if (!request.tools().isEmpty()) {
      builder.toolSpecifications(request.tools());
    }
    return builder.build();
  }

  private static ChatMessage toMessage(ModelMessage message) {
    return switch (message) {
      case ModelMessage.Instructions(var text) -> SystemMessage.from(text.value());
      case ModelMessage.Question(var text) -> UserMessage.from(text.value());
      case ModelMessage.Answer(var text, var calls) when calls.isEmpty() ->
          AiMessage.from(text.value());
      case ModelMessage.Answer(var text, var calls) ->
          text.value().isEmpty()
              ? AiMessage.from(toRequests(calls))
              : AiMessage.from(text.value(), toRequests(calls));
      case ModelMessage.Result(var id, var name, var content) ->
          ToolExecutionResultMessage.from(id, name, content.value());
    };
  }

  private static List<ToolExecutionRequest> toRequests(List<ModelMessage.Call> calls) {
    return calls.stream()
        .map(
            call ->
                ToolExecutionRequest.builder()
                    .id(call.id())
                    .name(call.toolName())
                    .arguments(call.arguments().value())
                    .build())
        .toList();
  }
}
