package dev.ringfence.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Chats of the demo companies' customers with a running service. */
final class Chats {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A tenant and a customer of it. */
  private static final List<List<String>> CUSTOMERS =
      List.of(
          List.of("acme", "ana"),
          List.of("globex", "gil"),
          List.of("acme", "ben"),
          List.of("globex", "gwen"),
          List.of("acme", "cleo"),
          List.of("globex", "gus"));

  private final StreamClient client;
  private final String url;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> questions;
  private final boolean fromRows;

  /**
   * @param fromRows whether an answer has to come from rows that a tool read
   */
  Chats(StreamClient client, String url, List<String> questions, boolean fromRows) {
    this.client = client;
    this.url = url;
    this.questions = List.copyOf(questions);
    this.fromRows = fromRows;
    for (List<String> customer : CUSTOMERS) {
      tokens.add(token(customer.getFirst(), customer.getLast()));
    }
  }

  private String token(String tenant, String user) {
    String body = JSON.createObjectNode().put("tenant", tenant).put("user", user).toString();
    try {
      return JSON.readTree(client.post(url + "/demo/token", "", body, "token").body())
          .path("token")
          .asText();
    } catch (JsonProcessingException e) {
      throw new BenchException("the demo issuer gave no token", e);
    }
  }

  /** A round's work, in conversations of its own: each worker has one, and asks on in it. */
  Load.Work inNewConversations() {
    UUID round = UUID.randomUUID();
    return (worker, piece) ->
        firstToken(
            worker, round + "-" + worker, questions.get((worker + piece) % questions.size()));
  }

  private double firstToken(int worker, String conversation, String question) {
    String body =
        JSON.createObjectNode()
            .put("conversation", conversation)
            .put("message", question)
            .toString();
    StreamClient.Answer answer =
        client.post(
            url + "/v1/chat", tokens.get(worker % tokens.size()), body, "\"type\":\"text-delta\"");
    if (answer.firstToken() < 0) {
      throw new BenchException("an answer had no text");
    }
    if (fromRows != answer.body().contains("\"outcome\":\"rows\"")) {
      throw new BenchException("'" + question + "' was not answered as expected");
    }
    return answer.firstToken();
  }
}
