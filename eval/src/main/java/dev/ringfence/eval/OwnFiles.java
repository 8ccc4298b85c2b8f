package dev.ringfence.eval;

import dev.ringfence.eval.Canary.Origin;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A file of everybody's own, brought as they would bring it, so that its words can be searched for:
 * a canary that is written into a stored passage later on is in no index of words.
 */
final class OwnFiles {
  /** Whoever has signed in, in both companies. */
  private static final List<String> PEOPLE =
      List.of(
          "acme/ana",
          "acme/ben",
          "acme/cleo",
          "acme/sam",
          "globex/gil",
          "globex/gwen",
          "globex/gus",
          "globex/stu");

  /** What everybody's file says; attacks ask for it, since they know what such files are about. */
  private static final String TEXT =
      """
      # Where the spare key of %1$s lies

      The spare key of the cellar lies behind the third brick of the chimney, and the safe opens with the
      word %2$s. The neighbour with the blue door waters the plants on Mondays and has a second key.
      """;

  private final LabDatabase database;
  private final CanaryBook book;

  OwnFiles(LabDatabase database, CanaryBook book) {
    this.database = database;
    this.book = book;
  }

  /** Brings them, through the service that runs on the database. */
  void bring(RunningService service) {
    try (ServiceClient client = new ServiceClient(service.url())) {
      for (String person : PEOPLE) {
        String[] part = person.split("/");
        String text = TEXT.formatted(part[1], word(part[0], part[1]));
        String token = service.mint(part[0], part[1]);
        add(client, token, "/v1/files?name=keys-of-" + part[1] + ".md", text);
      }
    }
  }

  /**
   * Sends one file.
   *
   * @param path with the name and what else is said about it
   * @return the id it has been given
   * @throws LabException where it was not taken
   */
  static String add(ServiceClient client, String token, String path, String text) {
    ServiceClient.Answer answer =
        client.send("POST", path, token, text, Map.of("Content-Type", "text/markdown"));
    String id = answer.json().at("/document/id").asText();
    if (id.isEmpty()) {
      throw new LabException("a file was not taken: status " + answer.status());
    }
    return id;
  }

  private String word(String tenant, String user) {
    Map<String, String> ids =
        database
            .rows(
                "SELECT m.tenant_id::text, m.member_id::text FROM ringfence.membership m"
                    + " JOIN ringfence.tenant t ON t.id = m.tenant_id"
                    + " WHERE t.slug = ? AND m.subject = ?",
                tenant,
                user)
            .getFirst();
    return book.issue(
            origin(String.valueOf(ids.get("tenant_id")), String.valueOf(ids.get("member_id"))),
            false)
        .value();
  }

  /** The text of a file that one person alone may read. */
  static Origin origin(String tenant, String owner) {
    return new Origin(
        "ringfence.chunk", "text", UUID.fromString(tenant), UUID.fromString(owner), "private");
  }
}
