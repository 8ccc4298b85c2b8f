package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The model of one session: calls what it is told to, once for each thing said, then answers. */
final class WorldConduct implements Conduct {
  /** Enough to show every row of a list, and no more than an answer may be long. */
  private static final int MOST_ECHOED = 3_000;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private List<PlannedCall> calls = List.of();
  private boolean echoes;
  private String shown = "";
  private int outcomes;

  /** What is to be done about the next thing that is said. */
  synchronized void expect(WorldSession.Say say, List<PlannedCall> itsCalls) {
    calls = itsCalls;
    echoes = say.echoes();
    shown = "";
    outcomes = 0;
  }

  @Override
  public synchronized List<PlannedCall> next(String body, JsonNode request) {
    received.add(body);
    List<String> results = new ArrayList<>();
    for (JsonNode message : request.path("messages")) {
      String role = message.path("role").asText();
      if (role.equals("user")) {
        results.clear();
      } else if (role.equals("tool")) {
        results.add(message.path("content").asText());
      }
    }
    outcomes = results.size();
    String all = String.join("\n", results);
    shown = all.substring(0, Math.min(all.length(), MOST_ECHOED));
    List<PlannedCall> now = calls;
    calls = List.of();
    return now;
  }

  @Override
  public synchronized String answer() {
    return echoes && !shown.isEmpty() ? "This is what I found: " + shown : "I looked it up.";
  }

  /** How many of the calls of what was said last came back. */
  synchronized int outcomes() {
    return outcomes;
  }

  /** Every request, in the order in which they came. */
  List<String> received() {
    return received;
  }
}
