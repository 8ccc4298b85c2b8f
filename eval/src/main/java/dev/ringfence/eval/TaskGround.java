package dev.ringfence.eval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A service that tasks are asked of, and who is known there.
 *
 * @param model the server that the service's model is, where it has one
 */
record TaskGround(
    LabDatabase database,
    ServiceClient client,
    RunningService service,
    Optional<AttackerModel> model,
    Map<String, String> tokens) {

  /** The service of an experiment. */
  static TaskGround of(Experiment lab) {
    return new TaskGround(
        lab.database, lab.client, lab.service, Optional.of(lab.model), new HashMap<>());
  }

  /** The token of somebody, who comes with the same one each time. */
  String token(Task.Who who) {
    return tokens.computeIfAbsent(who.tenant() + "/" + who.user(), _ -> minted(who));
  }

  private String minted(Task.Who who) {
    if (!who.user().isEmpty()) {
      return service.mint(who.tenant(), who.user());
    }
    ServiceClient.Answer session =
        client.send(
            "POST",
            "/v1/widget/sessions",
            "",
            "{\"site\": \"pk_demo_" + who.tenant() + "\"}",
            Map.of("Origin", client.origin()));
    String token = session.json().path("token").asText();
    if (token.isEmpty()) {
      throw new LabException("no visitor's session was given: status " + session.status());
    }
    return token;
  }
}
