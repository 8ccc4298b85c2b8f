package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.audit.Reading;
import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.DocumentShelf;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.PersonalFiles;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;

/** The files that people bring themselves: found in their own chats, and by nobody else. */
final class FileRoutes {
  /** Bytes of a file. */
  static final int MOST_BYTES = 16 << 20;

  private final DocumentStore store;
  private final PersonalFiles files;
  private final DocumentShelf shelf;
  private final Intake intake;

  FileRoutes(DocumentStore store, DocumentShelf shelf, Intake intake) {
    this.store = store;
    this.files = new PersonalFiles(store);
    this.shelf = shelf;
    this.intake = intake;
  }

  List<Route> routes() {
    return List.of(
        Route.ofUser(HttpMethod.POST, "/v1/files", ErrorForm.PROBLEM, this::add).upTo(MOST_BYTES),
        Route.ofUser(HttpMethod.GET, "/v1/files", ErrorForm.PROBLEM, this::list),
        Route.ofUser(HttpMethod.GET, "/v1/files/:id", ErrorForm.PROBLEM, this::read),
        Route.ofUser(HttpMethod.DELETE, "/v1/files/:id", ErrorForm.PROBLEM, this::delete));
  }

  private Reply add(Exchange exchange) {
    Principal owner = exchange.principal();
    Upload upload = Upload.of(exchange);
    String name = lastPart(upload.name());
    String type = upload.mediaTypeFor(store);
    return intake.answer(
        exchange,
        progress -> {
          try {
            return files.add(owner, name, type, upload.content(), progress);
          } catch (PersonalFiles.FullException e) {
            throw Problem.of(
                    409,
                    "files_full",
                    "You have " + PersonalFiles.MOST + " files, the most there can be; remove one.")
                .raise();
          }
        },
        id -> shown(owner, id));
  }

  private JsonNode shown(Principal owner, UUID id) {
    return shelf
        .file(owner, id, new Reading(owner))
        .map(read -> DocumentJson.file(read.document()))
        .orElseThrow(() -> Problem.notFound().raise());
  }

  private Reply list(Exchange exchange) {
    PageQuery page = PageQuery.of(exchange);
    Reading reading = new Reading(exchange.principal());
    var found = shelf.files(exchange.principal(), page.after(), page.limit() + 1, reading);
    exchange.trail().note("list files", reading);
    return Reply.json(200, DocumentJson.page("files", found, page.limit(), DocumentJson::file));
  }

  private Reply read(Exchange exchange) {
    Reading reading = new Reading(exchange.principal());
    DocumentShelf.Read read =
        shelf
            .file(exchange.principal(), exchange.uuid("id"), reading)
            .orElseThrow(() -> Problem.notFound().raise());
    exchange.trail().note("read file", reading);
    return Reply.json(200, DocumentJson.withParts(DocumentJson.file(read.document()), read));
  }

  private Reply delete(Exchange exchange) {
    UUID id = exchange.uuid("id");
    Principal owner = exchange.principal();
    if (shelf.file(owner, id, new Reading(owner)).isEmpty() || !files.delete(owner, id)) {
      throw Problem.notFound().raise();
    }
    return Reply.noContent();
  }

  /** Some browsers send a whole path. */
  private static String lastPart(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.isBlank() ? "file" : last;
  }
}
