package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of a turn, put together from their fragments. These belong together by index, by
 * id where a server gives every call the same index, and by order where it gives neither.
 */
final class CallAssembly {
  /** Characters of arguments over all calls of one turn; more is no use to anybody. */
  static final int MAX_ARGUMENTS = 200_000;

  private static final int MAX_CALLS = 256;

  /** A call without a name is one of an unknown tool. */
  private static final String UNNAMED = "unnamed";

  private static final class Call {
    private final int index;
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";

    Call(int index) {
      this.index = index;
    }

    /** Some servers repeat the whole name with each fragment, others send it in pieces. */
    void name(String piece, boolean sameId) {
      boolean repeated = piece.contentEquals(name) && (sameId || piece.length() > 1);
      if (!repeated) {
        name.append(piece);
      }
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private int length;
  private int taken;

  /**
   * @throws ModelException when the calls are longer than anybody needs
   */
  void add(JsonNode fragment) {
    String id = fragment.path("id").asText("");
    JsonNode function = fragment.path("function");
    String name = function.path("name").asText("");
    Call call = begun(fragment.path("index"), id, name);
    if (call == null) {
      call = new Call(fragment.path("index").asInt(calls.size()));
      calls.add(call);
    }
    call.name(name, !id.isEmpty() && id.equals(call.id));
    if (!id.isEmpty()) {
      call.id = id;
    }
    JsonNode arguments = function.path("arguments");
    String piece = arguments.isContainerNode() ? arguments.toString() : arguments.asText("");
    length += piece.length();
    if (length > MAX_ARGUMENTS || calls.size() > MAX_CALLS) {
      throw new ModelException(ModelException.Reason.BROKEN);
    }
    call.arguments.append(piece);
  }

  /** The call that a fragment goes on with, if it begins none. */
  private @Nullable Call begun(JsonNode index, String id, String name) {
    for (Call call : calls.reversed()) {
      if (index.isInt() && call.index != index.asInt()) {
        continue;
      }
      boolean other = !id.isEmpty() && !call.id.isEmpty() && !id.equals(call.id);
      boolean next = !index.isInt() && id.isEmpty() && !name.isEmpty() && !call.arguments.isEmpty();
      return other || next ? null : call;
    }
    return null;
  }

  /** The whole calls since the last time, in their order. */
  List<ObjectNode> take() {
    List<ObjectNode> whole = new ArrayList<>();
    for (Call call : calls) {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("index", taken)
              .put("id", call.id.isEmpty() ? "call_" + taken : call.id)
              .put("type", "function");
      node.putObject("function")
          .put("name", call.name.toString().isBlank() ? UNNAMED : call.name.toString())
          .put("arguments", call.arguments.toString());
      whole.add(node);
      taken++;
    }
    calls.clear();
    return whole;
  }
}
