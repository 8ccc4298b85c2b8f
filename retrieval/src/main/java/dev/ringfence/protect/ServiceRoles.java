package dev.ringfence.protect;

import java.util.List;

/** The database roles of the service, whose rights on a table are the fence's business. */
final class ServiceRoles {
  static final String CUSTOMER = "ringfence_customer";
  static final String STAFF = "ringfence_staff";

  /** What the service logs in as or becomes. */
  static final List<String> ALL =
      List.of("ringfence_app", "ringfence_public", CUSTOMER, STAFF, "ringfence_visitor");

  private ServiceRoles() {}

  static String[] array() {
    return ALL.toArray(String[]::new);
  }
}
