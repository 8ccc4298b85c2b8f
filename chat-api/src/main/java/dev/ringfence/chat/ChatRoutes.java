package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.audit.Reading;
import dev.ringfence.identity.Authentication;
import dev.ringfence.identity.IssuedToken;
import dev.ringfence.identity.SiteDirectory;
import dev.ringfence.identity.TenantStatus;
import dev.ringfence.identity.VisitorTokens;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The routes of visitors and signed-in people: sessions, chat, conversations, and who one is. */
final class ChatRoutes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonBody SESSION = JsonBody.ofSchema("widget-session.json");
  private static final int SHOWN_MESSAGES = 500;

  private final Answering answering;
  private final Recollection recollection;
  private final ConversationStore conversations;
  private final SiteDirectory sites;
  private final VisitorTokens visitorTokens;
  private final Supplier<UUID> ids;

  ChatRoutes(
      Answering answering,
      Recollection recollection,
      ConversationStore conversations,
      SiteDirectory sites,
      VisitorTokens visitorTokens,
      Supplier<UUID> ids) {
    this.answering = answering;
    this.recollection = recollection;
    this.conversations = conversations;
    this.sites = sites;
    this.visitorTokens = visitorTokens;
    this.ids = ids;
  }

  List<Route> routes() {
    return List.of(
        Route.open(HttpMethod.POST, "/v1/widget/sessions", this::openSession),
        Route.withToken(HttpMethod.POST, "/v1/chat", this::chat),
        Route.withToken(HttpMethod.GET, "/v1/conversations", this::list),
        Route.withToken(HttpMethod.GET, "/v1/conversations/:id", this::read),
        Route.withToken(HttpMethod.DELETE, "/v1/conversations/:id", this::delete),
        Route.withToken(HttpMethod.GET, "/v1/conversations/:id/receipts/:message", this::receipt),
        Route.withToken(HttpMethod.GET, "/v1/me", this::me));
  }

  private Reply openSession(Exchange exchange) {
    String key = SESSION.read(exchange.jsonBody()).get("site").asText();
    String origin = exchange.header("Origin").orElse(null);
    // An unknown site, a closed one and a foreign origin look the same.
    var site =
        sites.find(key).filter(found -> found.tenantStatus() == TenantStatus.ACTIVE).orElse(null);
    var allowed = site == null ? null : site.allowed(origin).orElse(null);
    if (site == null || allowed == null) {
      throw Problem.of(403, "origin_not_allowed", "This site's chat cannot be used from this page.")
          .raise();
    }
    IssuedToken issued = visitorTokens.issue(site, allowed, ids.get());
    return Reply.json(
        200,
        NODES
            .objectNode()
            .put("token", issued.token())
            .put("expiresAt", issued.expiresAt().toString()));
  }

  private Reply chat(Exchange exchange) {
    Question question = ChatRequest.read(exchange.jsonBody(), ids);
    return answering.answer(exchange, question, form(exchange));
  }

  private static AnswerForm form(Exchange exchange) {
    return switch (exchange.acceptedForm()) {
      case JSON -> new AnswerForm.Whole((finished, _) -> AnswerJson.answer(finished));
      case STREAM ->
          new AnswerForm.Streamed(
              frames -> new UiMessageStream(frames, exchange.requestId()),
              Map.of("X-Vercel-AI-UI-Message-Stream", "v1"));
    };
  }

  private Reply list(Exchange exchange) {
    ObjectNode body = NODES.objectNode();
    ArrayNode array = body.putArray("conversations");
    Reading reading = new Reading(exchange.principal());
    conversations
        .list(exchange.principal(), reading)
        .forEach(c -> array.add(AnswerJson.conversation(c)));
    exchange.trail().note("list conversations", reading);
    return Reply.json(200, body);
  }

  private Reply read(Exchange exchange) {
    String id = exchange.parameter("id");
    Reading reading = new Reading(exchange.principal());
    Conversation conversation = find(exchange, id, reading);
    ObjectNode body = AnswerJson.conversation(conversation);
    ArrayNode messages = body.putArray("messages");
    recollection
        .read(exchange.principal(), id, SHOWN_MESSAGES, reading)
        .forEach(message -> messages.add(AnswerJson.message(message)));
    exchange.trail().note("read conversation", reading);
    return Reply.json(200, body);
  }

  private Conversation find(Exchange exchange, String id, Reading reading) {
    return conversations
        .find(exchange.principal(), storable(id), reading)
        .orElseThrow(() -> Problem.notFound().raise());
  }

  /** Each row that an answer was made from, for whoever it was given to. */
  private Reply receipt(Exchange exchange) {
    String id = exchange.parameter("id");
    Reading reading = new Reading(exchange.principal());
    Conversation.Message answer =
        conversations
            .answer(exchange.principal(), storable(id), exchange.uuid("message"), reading)
            .orElseThrow(() -> Problem.notFound().raise());
    exchange.trail().note("read receipt", reading);
    return Reply.json(200, AnswerJson.receipt(id, answer));
  }

  private Reply delete(Exchange exchange) {
    Reading reading = new Reading(exchange.principal());
    String id = exchange.parameter("id");
    find(exchange, id, reading);
    // Before it is done: what is gone cannot be noted any more.
    exchange.trail().note("delete conversation", reading);
    exchange.trail().settle();
    if (!conversations.delete(exchange.principal(), id)) {
      throw Problem.notFound().raise();
    }
    return Reply.noContent();
  }

  /** An id that no conversation can have is as missing as any other. */
  private static String storable(String id) {
    if (id.isEmpty()
        || id.codePointCount(0, id.length()) > Question.MAX_ID
        || id.indexOf('\0') >= 0) {
      throw Problem.notFound().raise();
    }
    return id;
  }

  private Reply me(Exchange exchange) {
    Authentication.Authenticated known = exchange.authenticated();
    return Reply.json(
        200,
        NODES
            .objectNode()
            .put("tenant", known.tenantSlug())
            .put("subject", known.displaySubject())
            .put("id", known.principal().subject().toString())
            .put("role", known.principal().role().name().toLowerCase(Locale.ROOT))
            .put("expiresAt", known.expiresAt().toString()));
  }
}
