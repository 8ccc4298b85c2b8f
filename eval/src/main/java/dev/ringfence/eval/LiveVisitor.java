package dev.ringfence.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Enters by a site's key, as a page with the widget does. */
final class LiveVisitor {
  static final String PATH = "/v1/widget/sessions";

  private LiveVisitor() {}

  static String body(String siteKey) {
    return new ObjectMapper().createObjectNode().put("site", siteKey).toString();
  }

  /** A visitor's token; empty where none was given. */
  static String enter(LiveSession session) {
    LiveAnswer answer =
        session.wire.send(
            new LiveRequest(
                "POST",
                PATH,
                "",
                body(session.settings.siteKey()),
                Map.of("Content-Type", "application/json", "Origin", session.settings.origin())));
    return answer.ok() ? answer.json().path("token").asText() : "";
  }
}
