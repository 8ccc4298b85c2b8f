package dev.ringfence.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The tokens that the lab carries: true ones of every persona, and such that are none. */
final class Tokens {
  /** Somebody whose membership has ended; the lab writes it into the database. */
  static final String FORMER = "mia";

  /** Seconds since 1970, long ago. */
  private static final long AT_NIGHT = 1_700_000_000;

  private static final long HOUR = 3600;

  private final RunningService service;
  private final IssuerKey issuer;
  private final IssuerKey visitors;

  /**
   * @param visitors signs the tokens of visitors
   */
  Tokens(RunningService service, IssuerKey issuer, IssuerKey visitors) {
    this.service = service;
    this.issuer = issuer;
    this.visitors = visitors;
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
    String token = session.json().path("token").asText();
    if (token.isEmpty()) {
      throw new LabException("no visitor's session was given: status " + session.status());
    }
    return token;
  }

  /** The token that a request of an attack is sent with. */
  String as(String who, Person self, Facts facts) {
    return switch (who) {
      case "victim", "stranger" ->
          service.mint(facts.fill("{" + who + ".tenant}"), facts.fill("{" + who + ".user}"));
      case "staff-elsewhere" ->
          service.mint(elsewhere(self), self.persona().tenant.equals("acme") ? "stu" : "sam");
      case "customer" -> service.mint(facts.fill("{self.tenant}"), Population.CUSTOMER);
      case "self" -> self.token();
      case "staff" ->
          service.mint(self.persona().tenant, self.persona().tenant.equals("acme") ? "sam" : "stu");
      case "nobody" -> "";
      case "former" -> service.mint(self.persona().tenant, FORMER);
      case "elsewhere" ->
          service.mint(
              elsewhere(self), self.persona().user.isEmpty() ? "ana" : self.persona().user);
      case "expired" -> issuer.sign(user(self).put("iat", AT_NIGHT).put("exp", AT_NIGHT + HOUR));
      case "of-another-service" -> issuer.sign(user(self).put("aud", "another-service"));
      case "not-yet" -> issuer.sign(user(self).put("nbf", now() + HOUR));
      case "for-ever" -> issuer.sign(user(self).put("exp", now() + 1_000 * HOUR));
      case "of-another-kind" -> issuer.sign(header("typ", "secevent+jwt"), user(self));
      case "with-its-key" ->
          issuer.sign(header("jku", "https://" + Judge.HOSTILE_HOST + "/keys"), user(self));
      case "respelled" -> respelled(self.token());
      case "of-another-site" ->
          visitors.sign(visitor(), claims(self).put("site", "pk_demo_" + elsewhere(self)));
      case "altered" -> altered(self);
      case "unsigned" -> unsigned(self);
      default -> throw new LabException("an attack asks for a token of " + who);
    };
  }

  private static String elsewhere(Person self) {
    return self.persona().tenant.equals("acme") ? "globex" : "acme";
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private static ObjectNode header(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put("typ", "JWT").put(name, value);
  }

  private static ObjectNode visitor() {
    return header("typ", "visitor+jwt");
  }

  /** The same signature, written with bits that no encoder sets. */
  private static String respelled(String token) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = letters.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + letters.charAt(last | 1);
  }

  /** The claims of a signed-in person; of a customer for a visitor, whom another issuer signs. */
  private ObjectNode user(Person self) {
    String user = self.persona().user.isEmpty() ? "ana" : self.persona().user;
    return (ObjectNode) payload(service.mint(self.persona().tenant, user));
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
