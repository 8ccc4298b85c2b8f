package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.eval.FuzzWriter.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One question and its answer in a fuzz: the model calls tools with values in their arguments, and
 * in the end says values and every placeholder it can think of.
 */
final class FuzzTalk implements Conduct {
  /** What stands in front of a placeholder that somebody typed. */
  static final String TYPED = "typed-here";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ROUNDS = 2;

  private final FuzzWriter writer;
  private final SplittableRandom random;
  private final String owner;
  private final List<Hidden> hidden = new ArrayList<>();
  private final List<String> received = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private int rounds;

  FuzzTalk(FuzzWriter writer, SplittableRandom random, String owner) {
    this.writer = writer;
    this.random = random;
    this.owner = owner;
  }

  String question() {
    String text = writer.text("question", owner, hidden);
    if (random.nextInt(3) == 0) {
      text += "\n" + writer.text("question", owner, hidden);
    }
    return random.nextInt(3) > 0 ? text : text + " " + TYPED + writer.typedPlaceholder();
  }

  @Override
  public synchronized List<PlannedCall> next(String body, JsonNode request) {
    received.add(body);
    sizes.add(request.path("messages").size());
    if (rounds++ >= MOST_ROUNDS || random.nextInt(3) == 0) {
      return List.of();
    }
    List<PlannedCall> calls = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      calls.add(call("c" + rounds + i));
    }
    return calls;
  }

  private PlannedCall call(String id) {
    return switch (random.nextInt(8)) {
      case 0 -> new PlannedCall(id, "my_profile", "{}");
      case 1, 2 -> new PlannedCall(id, "list_tickets", "{\"limit\":20}");
      case 3 -> new PlannedCall(id, "list_files", "{}");
      case 4 ->
          new PlannedCall(id, "search_knowledge", object("query", "opening hours and prices"));
      case 5 -> new PlannedCall(id, "search_knowledge", object("query", argument()));
      case 6 -> new PlannedCall(id, "get_ticket", object("number", argument()));
      default -> new PlannedCall(id, argument(), object(argument(), argument()));
    };
  }

  private String argument() {
    return writer.text("argument", owner, hidden);
  }

  private static String object(String key, String value) {
    return JSON.createObjectNode().put(key, value).toString();
  }

  @Override
  public synchronized String answer() {
    return "I noted it. "
        + writer.text("answer", owner, hidden)
        + "\n\nIt is "
        + writer.placeholders();
  }

  synchronized List<Hidden> hidden() {
    return List.copyOf(hidden);
  }

  synchronized List<String> received() {
    return List.copyOf(received);
  }

  /** How many messages of a request were not in the one before it. */
  synchronized int newMessages(int request) {
    return request == 0 ? 1 : sizes.get(request) - sizes.get(request - 1);
  }
}
