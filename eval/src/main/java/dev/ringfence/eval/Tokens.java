package dev.ringfence.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The tokens that the lab carries: true ones of every persona, and such that are none. */
final class Tokens {
  /** Somebody whose membership has ended; the lab writes it into the database. */
  static final String FORMER = "mia";

  private final RunningService service;

  Tokens(RunningService service) {
    this.service = service;
  }

  String of(Persona persona, ServiceClient client) {
    if (persona.kind != Persona.Kind.VISITOR) {
      return service.mint(persona.tenant, persona.user);
    }
    ServiceClient.Answer session =
        client.send(
            "POST",
            "/v1/widget/sessions",
            "",
            "{\"site\": \"pk_demo_" + persona.tenant + "\"}",
            Map.of("Origin", client.origin()));
    String body = session.capture().raw();
    String token =
        ServiceClient.parse(body.substring(body.indexOf('\n') + 1)).path("token").asText();
    if (token.isEmpty()) {
      throw new LabException("no visitor's session was given: status " + session.status());
    }
    return token;
  }

  /** The token that a request of an attack is sent with. */
  String as(String who, Person self) {
    return switch (who) {
      case "self" -> self.token();
      case "nobody" -> "";
      case "former" -> service.mint(self.persona().tenant, FORMER);
      case "elsewhere" ->
          service.mint(
              self.persona().tenant.equals("acme") ? "globex" : "acme",
              self.persona().user.isEmpty() ? "ana" : self.persona().user);
      case "altered" -> altered(self);
      case "unsigned" -> unsigned(self);
      default -> throw new LabException("an attack asks for a token of " + who);
    };
  }

  /** Somebody else's name under the same signature. */
  private static String altered(Person self) {
    String[] part = self.token().split("\\.");
    return part[0] + "." + encode(claims(self).toString()) + "." + part[2];
  }

  private static String unsigned(Person self) {
    return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")
        + "."
        + encode(claims(self).toString())
        + ".";
  }

  private static ObjectNode claims(Person self) {
    ObjectNode claims = (ObjectNode) payload(self.token());
    if (claims.has("session")) {
      return claims.put("session", "00000000-0000-4000-8000-000000000000");
    }
    return claims.put("sub", self.persona().victim());
  }

  static com.fasterxml.jackson.databind.JsonNode payload(String token) {
    return ServiceClient.parse(
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
