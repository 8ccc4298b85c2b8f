package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a handler answers. */
sealed interface Reply {
  /**
   * A whole body.
   *
   * @param cacheControl empty for private data, which nobody may store
   */
  @SuppressWarnings("ArrayRecordComponent") // written once, to the socket
  record Whole(
      int status, String contentType, byte[] body, String cacheControl, Map<String, String> headers)
      implements Reply {
    public Whole {
      headers = Map.copyOf(headers);
    }
  }

  /** The handler wrote its answer itself, piece by piece. */
  record Streamed() implements Reply {}

  static Reply json(int status, JsonNode node) {
    return new Whole(
        status, "application/json", node.toString().getBytes(StandardCharsets.UTF_8), "", Map.of());
  }

  static Reply noContent() {
    return new Whole(204, "", new byte[0], "", Map.of());
  }

  /** What was sent is taken, and there is nothing to say about it. */
  static Reply accepted() {
    return new Whole(202, "", new byte[0], "", Map.of());
  }

  /** Something that is the same for everybody. */
  static Reply open(String contentType, byte[] body, String cacheControl) {
    return new Whole(200, contentType, body, cacheControl, Map.of());
  }
}
