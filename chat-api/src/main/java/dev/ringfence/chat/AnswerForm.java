package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** The form in which a door gives an answer. It says how, and decides nothing. */
sealed interface AnswerForm {
  /**
   * One object, when the answer is whole.
   *
   * @param writing writes the answer, with the notices that came before it
   */
  record Whole(BiFunction<AnswerEvent.Finished, List<AnswerEvent.Notice>, JsonNode> writing)
      implements AnswerForm {}

  /**
   * Server-sent events, while the answer is made.
   *
   * @param writing what writes the events as frames, each ending in an empty line
   * @param headers beside those of every stream
   */
  record Streamed(Function<Consumer<String>, AnswerSink> writing, Map<String, String> headers)
      implements AnswerForm {
    public Streamed {
      headers = Map.copyOf(headers);
    }
  }
}
