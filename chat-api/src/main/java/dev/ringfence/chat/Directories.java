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
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Members and sites as the database has them, remembered until something of the directory changes.
 */
final class Directories {
  private record Person(String issuer, String tenant, String subject) {}

  private final Supplier<OptionalLong> epoch;
  private final DirectoryCache<Person, Membership> members;
  private final DirectoryCache<String, Site> sites;
  private final DirectoryCache<String, Boolean> origins;

  /**
   * @param epoch of the directory; empty while it cannot be told whether something has changed
   */
  Directories(TenantDatabase database, Supplier<OptionalLong> epoch) {
    this.epoch = epoch;
    this.members =
        new DirectoryCache<>(epoch, key -> member(database, key), key -> member(database, key));
    // A site that was there before may have answers under way, which no crowd of visitors may keep
    // open.
    this.sites =
        new DirectoryCache<>(
            epoch,
            key -> database.findSite(key).map(entry -> site(key, entry)),
            key -> database.confirmSite(key).map(entry -> site(key, entry)));
    this.origins =
        new DirectoryCache<>(
            epoch, origin -> known(database, origin), origin -> known(database, origin));
  }

  /**
   * Forgets people. Sites and origins are public, and what was known of them is asked for again.
   */
  void changed() {
    if (epoch.get().isPresent()) {
      members.clear();
    }
  }

  MembershipDirectory members() {
    return (issuer, tenant, subject) -> members.find(new Person(issuer, tenant, subject));
  }

  SiteDirectory sites() {
    return sites::find;
  }

  /** Whether an origin is some active site's. */
  boolean isSiteOrigin(String origin) {
    return origins.find(origin).isPresent();
  }

  private static Optional<Membership> member(TenantDatabase database, Person person) {
    return database
        .findMember(person.issuer(), person.tenant(), person.subject())
        .map(Directories::membership);
  }

  private static Optional<Boolean> known(TenantDatabase database, String origin) {
    return database.isSiteOrigin(origin) ? Optional.of(true) : Optional.empty();
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

  /** Whatever is not active is not served. */
  private static TenantStatus status(String status) {
    return switch (status) {
      case "active" -> TenantStatus.ACTIVE;
      case "erased" -> TenantStatus.ERASED;
      default -> TenantStatus.SUSPENDED;
    };
  }
}
