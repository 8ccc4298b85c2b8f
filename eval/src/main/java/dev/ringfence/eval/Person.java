package dev.ringfence.eval;

import java.util.Locale;
import java.util.UUID;

/**
 * A persona with the ids it has in this run's database.
 *
 * @param subject the customer's or member's id, a visitor's session
 */
record Person(Persona persona, UUID tenant, UUID subject, String token) {

  /** As a sealed context and the database's roles name it. */
  String role() {
    return persona.kind.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the contract lets this person read what stands at a canary's place. */
  boolean mayRead(Canary.Origin origin) {
    if (!tenant.equals(origin.tenant())) {
      return false;
    }
    boolean own = subject.equals(origin.owner());
    return switch (origin.table()) {
      case "ringfence.conversation",
          "ringfence.message",
          "ringfence.placeholder",
          "ringfence.approval",
          "ringfence.membership" ->
          own;
      case "ringfence.document",
          "ringfence.chunk",
          "ringfence.chunk_vector",
          "ringfence.document_words",
          "ringfence.posting" ->
          switch (String.valueOf(origin.visibility())) {
            case "public" -> true;
            case "tenant" -> persona.kind != Persona.Kind.VISITOR;
            case "private" -> own;
            default -> persona.kind == Persona.Kind.STAFF || own;
          };
      case "demo.internal_note" -> persona.kind == Persona.Kind.STAFF;
      default -> persona.kind == Persona.Kind.STAFF || own;
    };
  }

  /** How the owner of a canary stands to this person, for a report. */
  String relationTo(Canary.Origin origin) {
    if (!tenant.equals(origin.tenant())) {
      return "other tenant";
    }
    if (subject.equals(origin.owner())) {
      return "own, but hidden";
    }
    return origin.owner() == null ? "same tenant" : "other owner";
  }
}
