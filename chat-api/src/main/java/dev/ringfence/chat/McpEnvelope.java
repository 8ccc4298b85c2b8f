package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What stands around a message: the version it is written in, and the headers that repeat it for
 * proxies. What a proxy reads in a header has to be what is done here, so a header that says
 * something else than the body is refused.
 */
sealed interface McpEnvelope {
  /** A message in a version that is spoken here. */
  record Sound(McpVersion version) implements McpEnvelope {}

  /** A message that is not looked at any further. */
  record Broken(McpAnswer.Fault fault) implements McpEnvelope {}

  String META = "io.modelcontextprotocol/";
  String VERSION_HEADER = "MCP-Protocol-Version";

  /** Looks at a message's version and headers. */
  static McpEnvelope of(Exchange exchange, McpMessage message) {
    Optional<String> header = exchange.wholeHeader(VERSION_HEADER);
    Optional<String> claimed =
        Optional.of(message.meta().path(META + "protocolVersion"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText);
    for (Optional<String> said : java.util.List.of(header, claimed)) {
      if (said.isPresent() && McpVersion.of(said.get()).isEmpty()) {
        return unsupported();
      }
    }
    McpVersion version =
        claimed.or(() -> header).flatMap(McpVersion::of).orElse(McpVersion.V2025_03_26);
    if (claimed.isPresent() && !claimed.equals(header) && !message.isNotification()) {
      return mismatch(VERSION_HEADER + " has to repeat the version that _meta names.");
    }
    if (!version.isSelfContained() || message.isNotification()) {
      return new Sound(version);
    }
    return selfContained(exchange, message, version);
  }

  private static McpEnvelope selfContained(
      Exchange exchange, McpMessage message, McpVersion version) {
    if (!message.meta().path(META + "protocolVersion").isTextual()
        || !message.meta().path(META + "clientCapabilities").isObject()) {
      return new Broken(
          new McpAnswer.Fault(
              400,
              McpAnswer.INVALID_PARAMS,
              "params._meta has to name "
                  + META
                  + "protocolVersion and "
                  + META
                  + "clientCapabilities.",
              null));
    }
    if (!exchange.wholeHeader("Mcp-Method").equals(Optional.of(message.method()))) {
      return mismatch("Mcp-Method has to repeat the body's method.");
    }
    JsonNode name = message.params().path("name");
    if (message.method().equals(McpMethods.CALL)
        && name.isTextual()
        && !exchange
            .wholeHeader("Mcp-Name")
            .map(McpEnvelope::decoded)
            .equals(Optional.of(name.asText()))) {
      return mismatch("Mcp-Name has to repeat the name of the tool.");
    }
    return new Sound(version);
  }

  /** A header's value; what does not fit into one stands there in base64. */
  private static String decoded(String value) {
    String begin = "=?base64?";
    String end = "?=";
    if (!value.startsWith(begin)
        || !value.endsWith(end)
        || value.length() < begin.length() + end.length()) {
      return value;
    }
    try {
      byte[] bytes =
          Base64.getDecoder()
              .decode(value.substring(begin.length(), value.length() - end.length()));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static Broken mismatch(String message) {
    return new Broken(
        new McpAnswer.Fault(400, McpAnswer.HEADER_MISMATCH, "HeaderMismatch: " + message, null));
  }

  private static Broken unsupported() {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    McpVersion.words().forEach(data.putArray("supported")::add);
    return new Broken(
        new McpAnswer.Fault(
            400,
            McpAnswer.UNSUPPORTED_VERSION,
            "This version of the protocol is not spoken here.",
            data));
  }
}
