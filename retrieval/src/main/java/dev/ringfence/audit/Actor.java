package dev.ringfence.audit;

import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, and as whom.
 *
 * @param tenant whose chain it belongs to
 * @param name the subject of the token, or the command of an operator
 * @param role {@code customer}, {@code staff}, {@code visitor} or {@code operator}
 * @param subject the person or session inside the tenant; null for an operator
 */
public record Actor(UUID tenant, String name, String role, @Nullable UUID subject) {
  /** The chain of what has no tenant. */
  public static final UUID NO_TENANT = new UUID(0, 0);

  /** Somebody with a token. */
  public static Actor of(Principal principal, String name) {
    return new Actor(principal.tenant(), name, word(principal.role()), principal.subject());
  }

  /**
   * Whoever runs a command on the machine.
   *
   * @param tenant whom it concerns; {@link #NO_TENANT} where it is nobody in particular
   */
  public static Actor operator(UUID tenant) {
    return new Actor(tenant, System.getProperty("user.name", ""), "operator", null);
  }

  /** Whether it is somebody without a name, who may be anybody. */
  public boolean isVisitor() {
    return role.equals(word(Role.VISITOR));
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
