package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.audit.Decision;
import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.database.Principal;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What people asked and nothing was found for, for the staff who keep the knowledge base. */
final class UnansweredRoutes {
  private final AskedStore asked;
  private final InstantSource clock;

  UnansweredRoutes(AskedStore asked, InstantSource clock) {
    this.asked = asked;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.ofStaff(HttpMethod.GET, "/v1/documents/unanswered", this::list),
        Route.ofStaff(HttpMethod.DELETE, "/v1/documents/unanswered/:id", this::delete));
  }

  private Reply list(Exchange exchange) {
    PageQuery page = PageQuery.of(exchange);
    Reading reading = new Reading(exchange.principal());
    List<AskedStore.Group> found =
        asked.list(staff(exchange), page.after(), page.limit() + 1, clock.instant(), reading);
    page.requireFound(found);
    exchange.trail().note("list unanswered", reading);
    return Reply.json(
        200, DocumentJson.page("questions", found, page.limit(), UnansweredRoutes::group));
  }

  private static ObjectNode group(AskedStore.Group group) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", group.id().toString())
        .put("question", group.question())
        .put("times", group.times())
        .put("lastAskedAt", group.lastAsked().toString());
  }

  private Reply delete(Exchange exchange) {
    UUID id = exchange.uuid("id");
    exchange
        .trail()
        .note("delete unanswered", Decision.ALLOWED, new RowKey("ringfence.asked", List.of()));
    exchange.trail().settle();
    if (!asked.delete(staff(exchange), id)) {
      throw Problem.notFound().raise();
    }
    return Reply.noContent();
  }

  /** The route lets nobody else in. */
  private static Principal.Staff staff(Exchange exchange) {
    return (Principal.Staff) exchange.principal();
  }
}
