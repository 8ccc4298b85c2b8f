package dev.ringfence.identity;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The place of a claim: a top-level name as it stands, or, with a leading slash, a JSON Pointer
 * ({@code /app_metadata/tenant}). Dots mean nothing, because namespaced claims are full of them.
 */
public record ClaimPath(String value) {
  /** Objects that providers let the user write; nothing below them can be identity. */
  private static final Set<String> WRITTEN_BY_THE_USER = Set.of("user_metadata", "unsafe_metadata");

  public ClaimPath {
    if (value.isEmpty() || value.length() > 200) {
      throw new IllegalArgumentException("a claim name has 1 to 200 characters");
    }
    JsonPointer pointer = pointer(value);
    if (WRITTEN_BY_THE_USER.contains(pointer.getMatchingProperty())) {
      throw new IllegalArgumentException(
          value + " is written by the user and cannot say who they are");
    }
  }

  JsonNode in(ObjectNode claims) {
    return claims.at(pointer(value));
  }

  private static JsonPointer pointer(String value) {
    return value.startsWith("/")
        ? JsonPointer.compile(value)
        : JsonPointer.empty().appendProperty(value);
  }
}
