package dev.ringfence.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/**
 * A request.
 *
 * @param token of the header, empty without
 */
record NaiveCall(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String token,
    String body) {

  static NaiveCall of(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] part = pair.split("=", 2);
      query.put(part[0], part.length == 2 ? URLDecoder.decode(part[1], UTF_8) : "");
    }
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    String bearer = headers.getOrDefault("authorization", "");
    return new NaiveCall(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query,
        headers,
        bearer.startsWith("Bearer ") ? bearer.substring("Bearer ".length()) : "",
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  /** The part of the path at a place, empty where there is none. */
  String part(int at) {
    String[] parts = path.split("/");
    return at < parts.length ? parts[at] : "";
  }

  String at(String parameter) {
    return query.getOrDefault(parameter, "");
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
