package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** A service whose model proposes writes, and the people who decide them. */
final class ConsentWorld implements AutoCloseable {
  final ScriptedModel model = new ScriptedModel();
  final ServiceWorld world = new ServiceWorld(Optional.of(model.baseUrl()), false);

  String token(String tenant, String user) {
    return world.tokenOf(tenant, user);
  }

  String ana() {
    return token("acme", "ana");
  }

  /** Has the model call a tool, and then say what came of it. */
  void proposes(String tool, String arguments) {
    model.does(
        (request, reply) -> {
          var results = ScriptedModel.results(request);
          if (results.isEmpty()) {
            reply.call(tool, arguments).end();
          } else {
            reply.text("It said: " + String.join(" ", results)).end();
          }
        });
  }

  /** The answer in which the model proposes a write. */
  JsonNode proposed(String token, String conversation, String tool, String arguments) {
    proposes(tool, arguments);
    return ServiceWorld.json(world.chat(token, conversation, "Please do it.", "application/json"));
  }

  /** The id of a proposal that waits. */
  String waiting(String token, String conversation, String tool, String arguments) {
    JsonNode answer = proposed(token, conversation, tool, arguments);
    String id = answer.at("/message/tools/0/approval/id").asText();
    if (id.isEmpty()) {
      throw new IllegalStateException(answer.toString());
    }
    return id;
  }

  String ticket(String token, String subject) {
    return waiting(token, "c-" + UUID.randomUUID(), "open_ticket", ticketOf(subject));
  }

  static String ticketOf(String subject) {
    return "{\"subject\":\"" + subject + "\",\"body\":\"It drips.\"}";
  }

  HttpResponse<String> decide(String token, String id, boolean approved) {
    return world.request(
        "POST", "/v1/approvals/" + id, token, "{\"approved\":" + approved + "}", "*/*");
  }

  HttpResponse<String> read(String token, String id) {
    return world.request("GET", "/v1/approvals/" + id, token, null, "*/*");
  }

  static String code(HttpResponse<String> response) {
    return response.statusCode() + " " + ServiceWorld.json(response).path("code").asText();
  }

  static String status(HttpResponse<String> response) {
    return response.statusCode() + " " + ServiceWorld.json(response).path("status").asText();
  }

  /** What a question to the database counts, as its administrator. */
  long count(String sql) {
    return Long.parseLong(one(sql));
  }

  String one(String sql) {
    try (var connection = world.database.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long tickets(String subject) {
    return count("SELECT count(*) FROM demo.support_ticket WHERE subject = '" + subject + "'");
  }

  @Override
  public void close() {
    world.close();
    model.close();
  }
}
