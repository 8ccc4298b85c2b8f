package dev.ringfence.chat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The form of an answer that a sender's {@code Accept} asks for (RFC 9110, 12.5.1). */
enum AcceptedForm {
  /** The event stream, which is also what everybody gets who names neither. */
  STREAM,
  /** One JSON object. */
  JSON;

  private static final Set<String> JSON_RANGES = Set.of("application/json", "application/*", "*/*");

  /**
   * JSON where it is named, unless the stream is named with a higher weight, or before it with the
   * same.
   */
  static AcceptedForm of(String accept) {
    double json = 0;
    double stream = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.strip().split("\\s*;\\s*", -1);
      switch (parts[0]) {
        case "application/json" -> json = Math.max(json, weight(parts));
        // A little more than an equal weight that comes later.
        case "text/event-stream" ->
            stream = Math.max(stream, weight(parts) + (json == 0 ? 0.0001 : 0));
        default -> {}
      }
    }
    return json > 0 && json >= stream ? JSON : STREAM;
  }

  /** Whether a sender takes JSON, whatever else they take; who names nothing takes anything. */
  static boolean takesJson(String accept) {
    return accept.isBlank()
        || Stream.of(accept.toLowerCase(Locale.ROOT).split(",", -1))
            .map(range -> range.strip().split("\\s*;\\s*", -1))
            .anyMatch(parts -> JSON_RANGES.contains(parts[0]) && weight(parts) > 0);
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(parts[i].substring(2));
      }
    }
    return 1;
  }
}
