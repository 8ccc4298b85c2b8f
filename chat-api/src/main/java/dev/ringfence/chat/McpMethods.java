package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.database.Role;
import dev.ringfence.guard.GuardException;
import dev.ringfence.guard.WireGuard;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolOutcome;
import java.nio.charset.StandardCharsets;

/** What a client can ask for over MCP. */
final class McpMethods {
  static final String CALL = "tools/call";

  /** How long a client may keep a list, in milliseconds. */
  private static final int KEPT = 60_000;

  private final ToolCatalog catalog;
  private final DirectCalls calls;
  private final GuardAlarm guardAlarm;
  private final WireGuard guard = new WireGuard();

  /**
   * @param catalog of which tools that write are not offered: they need a person who is shown what
   *     is proposed, and there is none here
   */
  McpMethods(ToolCatalog catalog, DirectCalls calls, GuardAlarm guardAlarm) {
    this.catalog = catalog.reading();
    this.calls = calls;
    this.guardAlarm = guardAlarm;
  }

  /**
   * Does what a request asks for.
   *
   * @throws Problem.ProblemException when the sender may not have the answer, or nobody may
   */
  McpAnswer answer(Exchange exchange, McpMessage request, McpVersion version) {
    McpAnswer answer =
        version.isSelfContained()
            ? selfContained(exchange, request)
            : afterHandshake(exchange, request);
    if (answer instanceof McpAnswer.Result(var result)) {
      if (version.isSelfContained()) {
        result.put("resultType", "complete");
        result.putObject("_meta").set(McpEnvelope.META + "serverInfo", McpJson.serverInfo());
      }
      requireMasked(exchange, result);
    }
    return answer;
  }

  /** The last look at what a model will see, as at a request to a model of our own. */
  private void requireMasked(Exchange exchange, ObjectNode result) {
    try {
      guard.check(result.toString().getBytes(StandardCharsets.UTF_8));
    } catch (GuardException seen) {
      guardAlarm.raise(exchange.trail(), seen.counts());
      throw Problem.of(
              503,
              GuardException.CODE,
              "Something in the result still looked personal after masking, so it is not shown; if"
                  + " it happens again, tell support the request's id.")
          .raise();
    }
  }

  private McpAnswer selfContained(Exchange exchange, McpMessage request) {
    return switch (request.method()) {
      case "server/discover" -> kept(new McpAnswer.Result(McpJson.discovered()));
      case "tools/list" -> kept(list(exchange, request));
      case CALL -> call(exchange, request);
      default -> unknown(404);
    };
  }

  private McpAnswer afterHandshake(Exchange exchange, McpMessage request) {
    return switch (request.method()) {
      case "initialize" -> initialize(request);
      case "ping" -> new McpAnswer.Result(JsonNodeFactory.instance.objectNode());
      case "tools/list" -> list(exchange, request);
      case CALL -> call(exchange, request);
      default -> unknown(200);
    };
  }

  private static McpAnswer unknown(int status) {
    return new McpAnswer.Fault(
        status, McpAnswer.METHOD_NOT_FOUND, "There is no such method in this version.", null);
  }

  /** What depends on who asks is kept by nobody else. */
  private static McpAnswer kept(McpAnswer answer) {
    if (answer instanceof McpAnswer.Result(var result)) {
      result.put("ttlMs", KEPT).put("cacheScope", "private");
    }
    return answer;
  }

  private static McpAnswer initialize(McpMessage request) {
    JsonNode asked = request.params().path("protocolVersion");
    if (!asked.isTextual()) {
      return McpAnswer.invalidParams("params.protocolVersion has to be a text.");
    }
    McpVersion version =
        McpVersion.of(asked.asText())
            .filter(known -> !known.isSelfContained())
            .orElse(McpVersion.NEWEST_WITH_HANDSHAKE);
    return new McpAnswer.Result(McpJson.initialized(version));
  }

  private McpAnswer list(Exchange exchange, McpMessage request) {
    if (request.params().hasNonNull("cursor")) {
      return McpAnswer.invalidParams("params.cursor: the list has one page; ask without a cursor.");
    }
    Role role = exchange.principal().role();
    return new McpAnswer.Result(
        McpJson.tools(catalog.availableTo(role), catalog.specificationsFor(role)));
  }

  private McpAnswer call(Exchange exchange, McpMessage request) {
    JsonNode name = request.params().path("name");
    JsonNode arguments = request.params().path("arguments");
    if (!name.isTextual()) {
      return McpAnswer.invalidParams("params.name has to be a text.");
    }
    if (!arguments.isMissingNode() && !(arguments instanceof ObjectNode)) {
      return McpAnswer.invalidParams("params.arguments has to be an object.");
    }
    ToolOutcome outcome =
        calls.call(
            exchange,
            new ToolCall(
                request.id().asText(),
                // What is not offered is as missing as any other.
                catalog.find(exchange.principal().role(), name.asText()).isPresent()
                    ? name.asText()
                    : ModelMessage.Call.UNKNOWN_TOOL,
                arguments.isMissingNode() ? "" : arguments.toString()));
    // One that others may call is as missing as one that nobody may.
    return outcome instanceof ToolOutcome.Refused refused
            && refused.code().equals(ToolOutcome.UNKNOWN_TOOL)
        ? McpAnswer.invalidParams(refused.message().value())
        : new McpAnswer.Result(McpJson.called(outcome));
  }
}
