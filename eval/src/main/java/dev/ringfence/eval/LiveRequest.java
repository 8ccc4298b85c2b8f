package dev.ringfence.eval;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a service that is not ours.
 *
 * @param path from the root, as it is sent
 * @param token empty for nobody's
 */
record LiveRequest(
    String method, String path, String token, String body, Map<String, String> headers) {
  /** Keeps the headers as they are. */
  LiveRequest {
    headers = Map.copyOf(headers);
  }

  static LiveRequest get(String path, String token) {
    return new LiveRequest("GET", path, token, "", Map.of());
  }

  static LiveRequest delete(String path, String token) {
    return new LiveRequest("DELETE", path, token, "", Map.of());
  }

  static LiveRequest post(String path, String token, String body) {
    return new LiveRequest("POST", path, token, body, Map.of("Content-Type", "application/json"));
  }

  LiveRequest with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new LiveRequest(method, path, token, body, all);
  }

  /** What was given away by sending it, whose echo says nothing. */
  String given() {
    return path + "\n" + body + "\n" + headers;
  }
}
