package dev.ringfence.cli;

import dev.ringfence.database.Member;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.identity.DemoIssuer;
import dev.ringfence.identity.IssuerSettings;
import java.util.List;
import java.util.stream.Stream;

/** Somebody of a tenant whom a command acts as, as {@code --as TENANT/USER} names them. */
final class AsMember {
  private static final String ACTIVE = "active";

  private AsMember() {}

  /**
   * Who is meant, as a token of theirs would say it; nobody who would not be served.
   *
   * @param as such as {@code acme/ana}
   * @throws CommandException with 2 where there is nobody of that name, or more than one
   */
  static Principal find(TenantDatabase database, Configuration configuration, String as) {
    String[] parts = as.split("/", 2);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw Configuration.wrong("--as is a tenant and a user, such as acme/ana");
    }
    List<Member> known =
        Stream.concat(
                configuration.issuers().stream().map(IssuerSettings::issuer),
                Stream.of(DemoIssuer.ISSUER))
            .distinct()
            .flatMap(issuer -> database.findMember(issuer, parts[0], parts[1]).stream())
            .filter(member -> member.status().equals(ACTIVE))
            .distinct()
            .toList();
    if (known.stream().anyMatch(member -> !member.tenantStatus().equals(ACTIVE))) {
      throw new CommandException(
          2, "the tenant " + parts[0] + " is " + known.getFirst().tenantStatus());
    }
    if (known.size() != 1) {
      throw new CommandException(
          2,
          known.isEmpty()
              ? "there is no active member " + as
              : as + " is somebody else at each of your identity providers");
    }
    Member member = known.getFirst();
    return member.role().equals("staff")
        ? new Principal.Staff(member.tenantId(), member.memberId())
        : new Principal.Customer(member.tenantId(), member.memberId());
  }

  /** What somebody is, in words. */
  static String word(Principal principal) {
    return principal instanceof Principal.Staff ? "member of staff" : "customer";
  }
}
