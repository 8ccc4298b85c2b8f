package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.report.Tap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back, as far as it was read.
 *
 * @param status 0 where nothing came
 * @param headers by their names in small letters
 * @param cut why it was not read to its end; empty where it was
 */
record LiveAnswer(int status, Map<String, List<String>> headers, String body, String cut) {
  private static final Pattern TOLD =
      Pattern.compile(
          "\"(?:total_tokens|inputTokens|outputTokens)\"\\s*:\\s*([0-9]{1,9})(?![0-9])");
  private static final int CHARACTERS_OF_A_TOKEN = 4;

  /** Keeps the headers as they are. */
  LiveAnswer {
    headers = Map.copyOf(headers);
  }

  static LiveAnswer none(String why) {
    return new LiveAnswer(0, Map.of(), "", why);
  }

  boolean ok() {
    return status / 100 == 2;
  }

  /** Whether the service decided something, and all of what it said was read. */
  boolean isOutcome() {
    return status > 0 && status < 500 && status != 429 && status != 408 && cut.isEmpty();
  }

  boolean isStream() {
    return header("content-type").startsWith("text/event-stream");
  }

  String header(String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  Tap tap() {
    return isStream() ? Tap.STREAM : Tap.HTTP;
  }

  /** Every byte of it, for the judge; what was read before a cut counts too. */
  Capture capture() {
    return new Capture(tap(), status + " " + headers + "\n" + body, shown());
  }

  JsonNode json() {
    return ServiceClient.parse(body);
  }

  /** What its reader sees: the assistant's words, in whichever of the two protocols. */
  String shown() {
    StringBuilder text = new StringBuilder();
    if (isStream()) {
      for (String line : body.split("\n")) {
        if (line.startsWith("data:") && line.contains("{")) {
          piece(ServiceClient.parse(line.substring("data:".length()).strip()), text);
        }
      }
    } else {
      ServiceClient.collect(json(), text);
    }
    return text.toString();
  }

  private static void piece(JsonNode part, StringBuilder text) {
    if (part.path("type").asText().equals("text-delta")) {
      text.append(part.path("delta").asText());
    }
    for (JsonNode choice : part.path("choices")) {
      text.append(choice.at("/delta/content").asText());
    }
  }

  /** What it cost, at least. */
  long tokens(LiveRequest request) {
    long told = 0;
    Matcher numbers = TOLD.matcher(body);
    while (numbers.find()) {
      told += Long.parseLong(numbers.group(1));
    }
    return Math.max(told, (request.body().length() + body.length()) / CHARACTERS_OF_A_TOKEN);
  }
}
