package dev.ringfence.chat;

import dev.ringfence.database.Member;
import dev.ringfence.database.SiteEntry;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.identity.Membership;
import dev.ringfence.identity.MembershipDirectory;
import dev.ringfence.identity.Site;
import dev.ringfence.identity.SiteDirectory;
import dev.ringfence.identity.TenantStatus;
import dev.ringfence.identity.WebOrigin;
import java.util.Optional;
import java.util.stream.Collectors;

/** Members and sites, looked up in the database at every request: a change is in force at once. */
final class Directories {
  private Directories() {}

  static MembershipDirectory members(TenantDatabase database) {
    return (issuer, tenant, subject) ->
        database.findMember(issuer, tenant, subject).map(Directories::membership);
  }

  static SiteDirectory sites(TenantDatabase database) {
    return key -> database.findSite(key).map(entry -> site(key, entry));
  }

  private static Membership membership(Member member) {
    return new Membership(
        member.tenantId(),
        member.memberId(),
        switch (member.role()) {
          case "customer" -> Membership.Role.CUSTOMER;
          case "staff" -> Membership.Role.STAFF;
          default -> throw new IllegalStateException("a member has an unknown role");
        },
        status(member.tenantStatus()),
        member.status().equals("active") ? Membership.Status.ACTIVE : Membership.Status.REMOVED);
  }

  private static Site site(String key, SiteEntry entry) {
    return new Site(
        key,
        entry.tenantId(),
        entry.tenantSlug(),
        status(entry.tenantStatus()),
        entry.origins().stream()
            .map(WebOrigin::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static TenantStatus status(String status) {
    return status.equals("active") ? TenantStatus.ACTIVE : TenantStatus.SUSPENDED;
  }
}
