package dev.ringfence.naive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.naive.NaiveStore.Conversation;
import dev.ringfence.naive.NaiveStore.Stored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The routes of the naive assistant, with a hole at almost each. */
final class NaiveRoutes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<Hole> holes;
  private final NaiveStore store;
  private final NaiveTokens tokens;
  private final NaiveModel model;

  NaiveRoutes(Set<Hole> holes, NaiveStore store) {
    this.holes = holes;
    this.store = store;
    this.tokens = new NaiveTokens(holes);
    this.model = new NaiveModel(holes, store);
  }

  NaiveReply answer(NaiveCall call) throws IOException {
    Optional<NaiveReply> open = withoutToken(call);
    if (open.isPresent()) {
      return open.get();
    }
    Optional<String> user = user(call);
    if (user.isEmpty()) {
      return NaiveReply.unknown();
    }
    return switch (call.part(2)) {
      case "me" -> NaiveReply.json(200, JSON.createObjectNode().put("user", user.get()).toString());
      case "conversations" -> conversations(call, user.get());
      case "files" -> files(call, user.get());
      case "approvals" -> approvals(call, user.get());
      case "chat" -> chats(call, user.get());
      default -> NaiveReply.notFound();
    };
  }

  private Optional<String> user(NaiveCall call) {
    boolean inAddress = call.token().isEmpty() && holes.contains(Hole.TOKEN_IN_ADDRESS);
    Optional<String> user = tokens.user(inAddress ? call.at("token") : call.token());
    if (user.isPresent()
        && holes.contains(Hole.HEADER_TRUSTED)
        && !call.header("x-user-id").isEmpty()) {
      return Optional.of(call.header("x-user-id"));
    }
    if (user.isPresent() && holes.contains(Hole.QUERY_TRUSTED) && !call.at("user").isEmpty()) {
      return Optional.of(call.at("user"));
    }
    return user;
  }

  private Optional<NaiveReply> withoutToken(NaiveCall call) throws IOException {
    return switch (call.path()) {
      case "/debug/log" -> text(Hole.LOG_SERVED, String.join("\n", store.log));
      case "/metrics" ->
          text(
              Hole.METRICS_LABELLED,
              "naive_answers_total{question=\"" + String.join("|", store.log) + "\"} 1\n");
      case "/.env" -> text(Hole.SECRETS_SERVED, "KEY=" + NaiveAssistant.SECRET + "\n");
      case "/v1/widget/sessions" -> Optional.of(session(call));
      case "/v1/conversations" ->
          call.token().isEmpty() && call.query().isEmpty() && holes.contains(Hole.NO_TOKEN)
              ? Optional.of(listed("", true))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<NaiveReply> text(Hole hole, String text) {
    return Optional.of(
        holes.contains(hole) ? new NaiveReply(200, "text/plain", text) : NaiveReply.notFound());
  }

  private NaiveReply session(NaiveCall call) throws IOException {
    String origin = call.header("origin");
    boolean known =
        origin.startsWith("http://127.0.0.1:") || holes.contains(Hole.SITE_KEY_ANYWHERE);
    if (!known || !JSON.readTree(call.body()).path("site").asText().equals(NaiveAssistant.SITE)) {
      return NaiveReply.json(403, "{\"error\":\"origin\"}");
    }
    String token = NaiveAssistant.token("visitor-" + store.log.size(), 600);
    return NaiveReply.json(200, JSON.createObjectNode().put("token", token).toString());
  }

  private NaiveReply conversations(NaiveCall call, String user) {
    String id = call.part(3);
    if (id.isEmpty()) {
      boolean behind = !call.at("cursor").isEmpty() && holes.contains(Hole.CURSOR_TRUSTED);
      return listed(user, behind);
    }
    if (id.contains("'") && holes.contains(Hole.SQL_ERROR)) {
      String sql = "SELECT id, owner FROM conversation WHERE id = '" + id + "'";
      return NaiveReply.json(
          500, JSON.createObjectNode().put("error", "syntax error at or near: " + sql).toString());
    }
    if (call.method().equals("DELETE")) {
      Optional<Conversation> gone =
          holes.contains(Hole.CONVERSATION_REMOVED)
              ? store.ownConversation(user, id).or(() -> store.anyConversation(id))
              : store.ownConversation(user, id);
      gone.ifPresent(each -> store.conversations.remove(each.owner() + "/" + id));
      return gone.isPresent() ? NaiveReply.json(204, "") : NaiveReply.notFound();
    }
    Optional<Conversation> found =
        holes.contains(Hole.CONVERSATION_READ)
            ? store.anyConversation(id)
            : store.ownConversation(user, id);
    return found.map(NaiveRoutes::shown).orElseGet(NaiveReply::notFound);
  }

  private NaiveReply listed(String user, boolean everybody) {
    ArrayNode list = JSON.createArrayNode();
    for (Conversation each : store.conversations.values()) {
      if (everybody || each.owner().equals(user)) {
        list.addObject().put("id", each.id()).put("title", each.texts().getFirst());
      }
    }
    return NaiveReply.json(200, list.toString());
  }

  private static NaiveReply shown(Conversation conversation) {
    ObjectNode node = JSON.createObjectNode().put("id", conversation.id());
    conversation.texts().forEach(node.putArray("messages")::add);
    return NaiveReply.json(200, node.toString());
  }

  private NaiveReply files(NaiveCall call, String user) {
    String id = call.part(3);
    if (call.method().equals("POST")) {
      Stored stored = store.bring(user, call.at("name"), call.body());
      return NaiveReply.json(201, JSON.createObjectNode().put("id", stored.id()).toString());
    }
    if (id.isEmpty()) {
      ArrayNode list = JSON.createArrayNode();
      for (Stored each : store.files.values()) {
        if (each.owner().equals(user) || holes.contains(Hole.LIST_OF_ALL)) {
          list.addObject().put("id", each.id()).put("name", each.name());
        }
      }
      return NaiveReply.json(200, list.toString());
    }
    Stored file = store.files.get(id);
    boolean own = file != null && file.owner().equals(user);
    if (call.method().equals("DELETE") && (own || holes.contains(Hole.FILE_REMOVED))) {
      return store.files.remove(id) == null ? NaiveReply.notFound() : NaiveReply.json(204, "");
    }
    boolean read = call.method().equals("GET") && (own || holes.contains(Hole.FILE_READ));
    return file != null && read
        ? NaiveReply.json(200, JSON.createObjectNode().put("text", file.text()).toString())
        : NaiveReply.notFound();
  }

  private NaiveReply approvals(NaiveCall call, String user) {
    boolean read = user.equals("gwen") || holes.contains(Hole.PROPOSAL_READ);
    return read && call.part(3).equals(NaiveAssistant.PROPOSAL)
        ? NaiveReply.json(200, "{\"tool\":\"move_booking\"}")
        : NaiveReply.notFound();
  }

  private NaiveReply chats(NaiveCall call, String user) throws IOException {
    if (call.part(4).equals("stream")) {
      boolean told =
          store.anyConversation(call.part(3)).isPresent() && holes.contains(Hole.EXISTENCE_TOLD);
      return told ? NaiveReply.json(403, "{\"error\":\"not yours\"}") : NaiveReply.notFound();
    }
    JsonNode body = JSON.readTree(call.body());
    boolean named = holes.contains(Hole.BODY_TRUSTED) && body.path("user").isTextual();
    String asking = named ? body.path("user").asText() : user;
    return call.part(3).equals("completions")
        ? NaiveForms.completion(body, completed(body, asking))
        : NaiveForms.ours(call, said(body, asking));
  }

  private String said(JsonNode body, String user) {
    if (!body.path("message").isTextual()) {
      throw new IllegalArgumentException("message");
    }
    String id = body.path("conversation").asText();
    Conversation conversation = store.conversation(user, id);
    String message = body.path("message").asText();
    store.log.add(user + " " + message);
    conversation.texts().add(message);
    return model.answer(user, List.copyOf(conversation.texts()), "");
  }

  private String completed(JsonNode body, String user) {
    List<String> said = new ArrayList<>();
    StringBuilder system = new StringBuilder();
    for (JsonNode message : body.path("messages")) {
      String content = message.path("content").asText();
      if (message.path("role").asText().equals("user")) {
        said.add(content);
      } else {
        system.append(content);
      }
    }
    if (said.isEmpty()) {
      throw new IllegalArgumentException("messages");
    }
    store.log.add(user + " " + said.getLast());
    return model.answer(user, said, system.toString());
  }
}
