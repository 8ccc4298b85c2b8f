package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.eval.Canary.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One of those who speak to a service that is not ours.
 *
 * @param label as reports name it
 * @param person whom the judge takes it for: all of one company, and each on their own
 * @param facts what others may know of it, by the names that the service uses
 */
record LiveAccount(String label, Person person, Map<String, String> facts) {
  private static final UUID EVERYWHERE = new UUID(0, 0);
  private static final List<String> IDS = List.of("sub", "user", "subject", "id", "email");
  private static final List<String> TENANTS =
      List.of("tenant", "tenant_id", "tenantId", "org_id", "org", "organization");

  /** Keeps the facts as they are. */
  LiveAccount {
    facts = Map.copyOf(facts);
  }

  static LiveAccount signedIn(String label, long number, String token) {
    return new LiveAccount(
        label, new Person(Persona.ANA, EVERYWHERE, new UUID(1, number), token), claims(token));
  }

  /** A visitor, or somebody who carries a token that is none. */
  static LiveAccount stranger(String label, String token) {
    return new LiveAccount(
        label, new Person(Persona.VISITOR, EVERYWHERE, new UUID(2, 0), token), Map.of());
  }

  String token() {
    return person.token();
  }

  /** A place of this account's own. */
  Origin origin(String kind, String what) {
    return new Origin(kind, what, EVERYWHERE, person.subject(), null);
  }

  /** The place of what belongs to nobody who ever asks. */
  static Origin nobodys(String what) {
    return new Origin("operator", what, EVERYWHERE, new UUID(3, 0), null);
  }

  /** By which name the service knows it; empty where nobody can tell. */
  String id() {
    return first(IDS);
  }

  String tenant() {
    return first(TENANTS);
  }

  private String first(List<String> names) {
    return names.stream()
        .map(name -> facts.getOrDefault(name, ""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The same account, of which more is known; what a token says stays. */
  LiveAccount knowing(JsonNode more) {
    Map<String, String> all = new LinkedHashMap<>(texts(more));
    all.putAll(facts);
    return new LiveAccount(label, person, all);
  }

  static Map<String, String> claims(String token) {
    return isSigned(token) ? texts(payload(token)) : Map.of();
  }

  /** Whether a token has the three parts of a JWT, and claims that can be read. */
  static boolean isSigned(String token) {
    return token.split("\\.", -1).length == 3 && payload(token).size() > 0;
  }

  private static JsonNode payload(String token) {
    try {
      return ServiceClient.parse(
          new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return ServiceClient.parse("{}");
    }
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isTextual()) {
                texts.put(field.getKey(), field.getValue().textValue());
              } else if (field.getValue().isObject()) {
                texts(field.getValue()).forEach(texts::putIfAbsent);
              }
            });
    return texts;
  }
}
