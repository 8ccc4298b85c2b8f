package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An answer as the chunks of OpenAI's chat completions. Rows are not in it, as nowhere else. */
final class CompletionStream implements AnswerSink {
  private final Consumer<String> frames;
  private final InstantSource clock;
  private final boolean usage;
  private final List<AnswerEvent.Notice> notices = new ArrayList<>();
  private String id = "";
  private Instant created = Instant.EPOCH;

  /**
   * @param frames receives whole frames, each ending in an empty line
   * @param usage whether the last chunk says what was used
   */
  CompletionStream(Consumer<String> frames, InstantSource clock, boolean usage) {
    this.frames = frames;
    this.clock = clock;
    this.usage = usage;
  }

  @Override
  public void accept(AnswerEvent event) {
    switch (event) {
      case AnswerEvent.Started started -> {
        id = started.messageId().toString();
        created = clock.instant();
        say(delta -> delta.put("role", "assistant").put("content", ""));
      }
      case AnswerEvent.Text(var piece) -> say(delta -> delta.put("content", piece));
      case AnswerEvent.Notice notice -> notices.add(notice);
      case AnswerEvent.Proposed _, AnswerEvent.Decided _ -> {
        // The text says it, and the last chunk has the rest.
      }
      case AnswerEvent.Finished finished -> finish(finished);
      case AnswerEvent.Failed failed -> {
        send(CompletionJson.error(failed));
        done();
      }
    }
  }

  private void say(Consumer<ObjectNode> words) {
    ObjectNode chunk = chunk();
    words.accept(choice(chunk).putNull("finish_reason").putObject("delta"));
    send(chunk);
  }

  private void finish(AnswerEvent.Finished finished) {
    ObjectNode chunk = chunk();
    choice(chunk).put("finish_reason", CompletionJson.reason(finished)).putObject("delta");
    chunk.set(CompletionJson.EXTRAS, CompletionJson.extras(finished, notices));
    send(chunk);
    if (usage) {
      ObjectNode last = chunk();
      last.putArray("choices");
      last.set("usage", CompletionJson.usage(finished));
      send(last);
    }
    done();
  }

  private ObjectNode chunk() {
    ObjectNode chunk = CompletionJson.root("chat.completion.chunk", id, created);
    return usage ? chunk.putNull("usage") : chunk;
  }

  private static ObjectNode choice(ObjectNode chunk) {
    return chunk.putArray("choices").addObject().put("index", 0).putNull("logprobs");
  }

  private void done() {
    frames.accept("data: [DONE]\n\n");
  }

  private void send(ObjectNode chunk) {
    frames.accept("data: " + chunk + "\n\n");
  }
}
