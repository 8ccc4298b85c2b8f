package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.audit.Decision;
import dev.ringfence.database.Principal;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Where a person sees what was proposed to them, and decides it. */
final class ApprovalRoutes {
  private static final JsonBody BODY = JsonBody.ofSchema("approval.json");

  private final Consent consent;
  private final Told told;

  ApprovalRoutes(Consent consent, Told told) {
    this.consent = consent;
    this.told = told;
  }

  List<Route> routes() {
    return List.of(
        Route.ofUser(HttpMethod.GET, "/v1/approvals/:id", ErrorForm.PROBLEM, this::read),
        Route.ofUser(HttpMethod.POST, "/v1/approvals/:id", ErrorForm.PROBLEM, this::decide));
  }

  private Reply read(Exchange exchange) {
    Approval approval = consent.find(exchange.principal(), exchange.uuid("id"));
    exchange.trail().note(approval.tool(), Decision.ALLOWED, "shown");
    return Reply.json(200, json(exchange.principal(), approval));
  }

  private Reply decide(Exchange exchange) {
    JsonNode body = BODY.read(exchange.jsonBody());
    Principal principal = exchange.principal();
    Approval approval =
        consent.decide(
            principal,
            exchange.uuid("id"),
            body.get("approved").asBoolean(),
            body.path("reason").asText(""),
            exchange.trail());
    told.tell(principal, approval.conversation());
    return Reply.json(200, json(principal, approval));
  }

  private ObjectNode json(Principal principal, Approval approval) {
    return consent
        .tool(principal, approval)
        .map(tool -> new Proposal(approval, tool).json())
        .orElseGet(
            () ->
                Proposal.withEnd(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("id", approval.id().toString())
                        .put("conversation", approval.conversation())
                        .put("tool", approval.tool())
                        .put("status", approval.status().word()),
                    approval));
  }
}
