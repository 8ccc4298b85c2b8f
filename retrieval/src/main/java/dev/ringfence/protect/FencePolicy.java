package dev.ringfence.protect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * A policy of the fence on one table: for one role, for reading and writing.
 *
 * @param rows which rows, as an expression
 */
record FencePolicy(String name, String role, String rows) {
  static final String CUSTOMER = "ringfence_customer";
  static final String STAFF = "ringfence_staff";
  static final String KEEP = "ringfence_keep_";

  private static final int LONGEST_NAME = 63;

  /** The policy under which a role of the operator's own application goes on as before. */
  static FencePolicy keep(String role) {
    return new FencePolicy(keepName(role), role, "true");
  }

  private static String keepName(String role) {
    String name = KEEP + role;
    return name.getBytes(UTF_8).length <= LONGEST_NAME
        ? name
        : KEEP + UUID.nameUUIDFromBytes(role.getBytes(UTF_8));
  }

  /** Whether a policy of this name is one of ours. */
  static boolean isOurs(String name) {
    return name.equals(CUSTOMER) || name.equals(STAFF) || name.startsWith(KEEP);
  }

  /** Whether a policy is a keeping one, no wider and no narrower, of whichever role it names. */
  static boolean keeps(String name, OwnedTable.Policy policy) {
    return policy.roles().size() == 1
        && !policy.reachesService()
        && name.equals(keepName(policy.roles().getFirst()))
        && policy.using().equals("true")
        && policy.check().equals("true");
  }

  /**
   * Whether a policy of a table is this one.
   *
   * @param rowsOfServer the expression as the server writes it
   */
  boolean is(OwnedTable.Policy policy, String rowsOfServer) {
    return policy.permissive()
        && policy.command().equals("*")
        && policy.roles().equals(java.util.List.of(role))
        && policy.using().equals(rowsOfServer)
        && policy.check().equals(rowsOfServer);
  }

  String create(String table) {
    return "CREATE POLICY "
        + SqlText.name(name)
        + " ON "
        + table
        + " TO "
        + SqlText.name(role)
        + "\n  USING ("
        + rows
        + ")\n  WITH CHECK ("
        + rows
        + ")";
  }

  static String drop(String name, String table) {
    return "DROP POLICY " + SqlText.name(name) + " ON " + table;
  }
}
