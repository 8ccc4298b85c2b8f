package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.audit.Reading;
import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.DocumentShelf;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.KnowledgeShelf;
import dev.ringfence.retrieval.KnowledgeShelf.Order;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Visibility;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The knowledge base of a tenant, for its staff. */
final class DocumentRoutes {
  /** Bytes of a file. */
  static final int MOST_BYTES = 32 << 20;

  /** Answers are counted for so long. */
  private static final Duration COUNTED = Duration.ofDays(90);

  /** Days after which what did not change is stale, where nothing else is asked for. */
  private static final int STALE_DAYS = 180;

  private final DocumentStore store;
  private final DocumentShelf shelf;
  private final KnowledgeShelf knowledge;
  private final Intake intake;
  private final InstantSource clock;

  DocumentRoutes(
      DocumentStore store,
      DocumentShelf shelf,
      KnowledgeShelf knowledge,
      Intake intake,
      InstantSource clock) {
    this.store = store;
    this.shelf = shelf;
    this.knowledge = knowledge;
    this.intake = intake;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.ofStaff(HttpMethod.POST, "/v1/documents", this::add).upTo(MOST_BYTES),
        Route.ofStaff(HttpMethod.GET, "/v1/documents", this::list),
        Route.ofStaff(HttpMethod.GET, "/v1/documents/:id", this::read),
        Route.ofStaff(HttpMethod.DELETE, "/v1/documents/:id", this::delete));
  }

  private Reply add(Exchange exchange) {
    Principal.Staff staff = staff(exchange);
    NewDocument document = document(exchange, Upload.of(exchange));
    return intake.answer(
        exchange, progress -> store.ingest(staff, document, progress), id -> shown(staff, id));
  }

  private NewDocument document(Exchange exchange, Upload upload) {
    Visibility visibility =
        upload
            .field(exchange, "visibility")
            .map(DocumentRoutes::visibility)
            .orElse(Visibility.TENANT);
    @Nullable UUID customer =
        upload.field(exchange, "customer").map(DocumentRoutes::customer).orElse(null);
    if ((visibility == Visibility.CUSTOMER) != (customer != null)) {
      throw Upload.invalid("customer", "is given exactly with the visibility 'customer'").raise();
    }
    @Nullable String url = upload.field(exchange, "url").orElse(null);
    if (url != null && !NewDocument.isAddress(url)) {
      throw Upload.invalid("url", "is an http address or a path on the same site").raise();
    }
    return new NewDocument(
        upload.name(),
        upload.mediaTypeFor(store),
        upload.content(),
        visibility,
        customer,
        upload.field(exchange, "title").orElse(null),
        url);
  }

  private static Visibility visibility(String given) {
    return switch (given) {
      case "public" -> Visibility.PUBLIC;
      case "tenant" -> Visibility.TENANT;
      case "customer" -> Visibility.CUSTOMER;
      default -> throw Upload.invalid("visibility", "is 'public', 'tenant' or 'customer'").raise();
    };
  }

  private static UUID customer(String given) {
    try {
      return UUID.fromString(given);
    } catch (IllegalArgumentException e) {
      throw Upload.invalid("customer", "is the customer's id, a uuid").raise();
    }
  }

  private JsonNode shown(Principal.Staff staff, UUID id) {
    return shelf
        .document(staff, id, new Reading(staff))
        .map(read -> DocumentJson.document(read.document()))
        .orElseThrow(() -> Problem.notFound().raise());
  }

  private Reply list(Exchange exchange) {
    PageQuery page = PageQuery.of(exchange);
    Order order = exchange.query("sort").map(DocumentRoutes::order).orElse(Order.ID);
    int days = exchange.query("staleDays").map(DocumentRoutes::days).orElse(STALE_DAYS);
    Instant now = clock.instant();
    Reading reading = new Reading(exchange.principal());
    List<KnowledgeShelf.Kept> found =
        knowledge.list(
            staff(exchange), order, page.after(), page.limit() + 1, now.minus(COUNTED), reading);
    if (order != Order.ID) {
      page.requireFound(found);
    }
    exchange.trail().note("list documents", reading);
    return Reply.json(
        200,
        DocumentJson.page(
            "documents",
            found,
            page.limit(),
            kept -> DocumentJson.kept(kept, now.minus(Duration.ofDays(days)))));
  }

  private static Order order(String given) {
    return switch (given) {
      case "id" -> Order.ID;
      case "used" -> Order.USED;
      case "stale" -> Order.STALE;
      default -> throw Upload.invalid("sort", "is 'id', 'used' or 'stale'").raise();
    };
  }

  private static int days(String given) {
    if (!given.matches("[1-9][0-9]{0,3}")) {
      throw Upload.invalid("staleDays", "is a number of days from 1 to 9999").raise();
    }
    return Integer.parseInt(given);
  }

  private Reply read(Exchange exchange) {
    Reading reading = new Reading(exchange.principal());
    DocumentShelf.Read read =
        shelf
            .document(staff(exchange), exchange.uuid("id"), reading)
            .orElseThrow(() -> Problem.notFound().raise());
    exchange.trail().note("read document", reading);
    return Reply.json(200, DocumentJson.withParts(DocumentJson.document(read.document()), read));
  }

  private Reply delete(Exchange exchange) {
    UUID id = exchange.uuid("id");
    Principal.Staff staff = staff(exchange);
    if (shelf.document(staff, id, new Reading(staff)).isEmpty() || !store.delete(staff, id)) {
      throw Problem.notFound().raise();
    }
    return Reply.noContent();
  }

  /** The route lets nobody else in. */
  private static Principal.Staff staff(Exchange exchange) {
    return (Principal.Staff) exchange.principal();
  }
}
