package dev.ringfence.cli;

import dev.ringfence.chat.DemoSite.Identity;
import java.util.List;

/** Who one can be on the demo page. */
final class DemoPeople {
  private DemoPeople() {}

  static List<Identity> identities() {
    return List.of(
        visitor("acme", "Acme"),
        person("acme", "ana", "Ana Solera Vidal", "customer"),
        person("acme", "ben", "Ben Ashgrove", "customer"),
        person("acme", "cleo", "Cléo Marchandeau", "customer"),
        person("acme", "sam", "Sam Hollowell", "staff"),
        visitor("globex", "Globex"),
        person("globex", "gil", "Gil Nordhammar", "customer"),
        person("globex", "gwen", "Gwen Tannenbrück", "customer"),
        person("globex", "gus", "Gus Kilbrannan", "customer"),
        person("globex", "stu", "Stu Pemberwick", "staff"));
  }

  /** The user name of a company's member of staff. */
  static String staffOf(String tenant) {
    return identities().stream()
        .filter(one -> one.tenant().equals(tenant) && one.role().equals("staff"))
        .map(Identity::user)
        .findFirst()
        .orElseThrow();
  }

  private static Identity visitor(String tenant, String company) {
    return new Identity(
        tenant + "/visitor", tenant, null, "pk_demo_" + tenant, "Visitor of " + company, "visitor");
  }

  private static Identity person(String tenant, String user, String name, String role) {
    return new Identity(tenant + "/" + user, tenant, user, null, name + " (" + role + ")", role);
  }
}
