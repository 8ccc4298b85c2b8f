package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** How a request over MCP ended. */
sealed interface McpAnswer {
  /** What was asked for. */
  record Result(ObjectNode result) implements McpAnswer {}

  /**
   * A request that the protocol does not know in this form.
   *
   * @param status of the response
   * @param code of JSON-RPC
   * @param message says what is wrong and never repeats what was sent
   */
  record Fault(int status, int code, String message, @Nullable ObjectNode data)
      implements McpAnswer {}

  /** No request of JSON-RPC. */
  int INVALID_REQUEST = -32600;

  int METHOD_NOT_FOUND = -32601;
  int INVALID_PARAMS = -32602;
  int INTERNAL = -32603;
  int PARSE_ERROR = -32700;

  /** Whatever else is refused before a request is looked at. */
  int REFUSED = -32000;

  /** A header that says something else than the body. */
  int HEADER_MISMATCH = -32020;

  int UNSUPPORTED_VERSION = -32022;

  /** Parameters of a known method that do not fit. */
  static Fault invalidParams(String message) {
    return new Fault(200, INVALID_PARAMS, message, null);
  }
}
