package dev.ringfence.identity;

import dev.ringfence.audit.Actor;
import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication.Authenticated;
import dev.ringfence.identity.Authentication.Forbidden;
import dev.ringfence.identity.Authentication.Missing;
import dev.ringfence.identity.Authentication.Rejected;
import dev.ringfence.identity.Authentication.Unavailable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a request becomes somebody: from its {@code Authorization} header, a verified
 * token and a row of the database. The token's own {@code iss} chooses the verifier; no token is
 * ever tried with a second one.
 */
public final class Authenticator {
  /** The scheme in any case (RFC 9110), one space, one token of the token68 alphabet. */
  private static final Pattern BEARER =
      Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] ([A-Za-z0-9._~+/=-]+)");

  /** How visitors are called, who have no name. */
  private static final String VISITOR = "visitor";

  private final UserTokenVerifier userTokens;
  private final VisitorTokens visitorTokens;
  private final MembershipDirectory memberships;
  private final SiteDirectory sites;

  public Authenticator(
      UserTokenVerifier userTokens,
      VisitorTokens visitorTokens,
      MembershipDirectory memberships,
      SiteDirectory sites) {
    this.userTokens = userTokens;
    this.visitorTokens = visitorTokens;
    this.memberships = memberships;
    this.sites = sites;
  }

  /**
   * Who sent the request with these headers. A header that was sent more than once is passed joined
   * by commas, as HTTP reads it, and is refused.
   */
  public Authentication authenticate(
      @Nullable String authorizationHeader, @Nullable String originHeader) {
    return sender(authorizationHeader, originHeader).get();
  }

  /**
   * The same as often as it is asked: the token is verified now, and what the directory says of its
   * bearer is looked up each time. A token that runs out meanwhile takes nothing back, and hides no
   * removal either.
   */
  public Supplier<Authentication> sender(
      @Nullable String authorizationHeader, @Nullable String originHeader) {
    if (authorizationHeader == null) {
      return Missing::new;
    }
    Matcher bearer = BEARER.matcher(authorizationHeader);
    if (!bearer.matches()) {
      return () -> new Rejected(TokenFault.AUTHORIZATION_MALFORMED);
    }
    try {
      CompactToken token = CompactToken.parse(bearer.group(1));
      if (token.unverifiedIssuer().equals(VisitorTokens.ISSUER)) {
        VisitorToken visitor = visitorTokens.verify(token);
        return () -> visitor(visitor, Optional.ofNullable(originHeader));
      }
      VerifiedUser user = userTokens.verify(token);
      return () -> user(user);
    } catch (TokenRefusedException e) {
      return () -> new Rejected(e.fault());
    } catch (KeysUnavailableException e) {
      return Unavailable::new;
    }
  }

  private Authentication user(VerifiedUser user) {
    Optional<Membership> found = memberships.find(user.issuer(), user.tenantSlug(), user.subject());
    if (found.isEmpty()) {
      return Forbidden.stranger(Ban.NOT_A_MEMBER);
    }
    Membership membership = found.get();
    Principal principal =
        switch (membership.role()) {
          case CUSTOMER -> new Principal.Customer(membership.tenantId(), membership.memberId());
          case STAFF -> new Principal.Staff(membership.tenantId(), membership.memberId());
        };
    if (membership.status() == Membership.Status.REMOVED) {
      return known(Ban.MEMBER_REMOVED, membership.tenantStatus(), principal, user.subject());
    }
    if (membership.tenantStatus() != TenantStatus.ACTIVE) {
      return known(Ban.TENANT_SUSPENDED, membership.tenantStatus(), principal, user.subject());
    }
    return new Authenticated(
        principal, user.expiresAt(), user.tenantSlug(), user.subject(), user.regions());
  }

  /**
   * A visitor's site is looked up each time: closing it, or taking an origin away, ends sessions.
   */
  private Authentication visitor(VisitorToken visitor, Optional<String> originHeader) {
    Optional<Site> found =
        sites.find(visitor.site()).filter(site -> site.tenantId().equals(visitor.tenant()));
    if (found.isEmpty()) {
      return Forbidden.stranger(Ban.SITE_UNKNOWN);
    }
    Site site = found.get();
    Principal principal = new Principal.Visitor(visitor.tenant(), visitor.session());
    if (site.tenantStatus() != TenantStatus.ACTIVE) {
      return known(Ban.TENANT_SUSPENDED, site.tenantStatus(), principal, VISITOR);
    }
    boolean sameOrigin =
        originHeader.isEmpty()
            || originHeader.flatMap(WebOrigin::parse).filter(visitor.origin()::equals).isPresent();
    if (!sameOrigin || !site.allowedOrigins().contains(visitor.origin())) {
      return known(Ban.ORIGIN_NOT_ALLOWED, site.tenantStatus(), principal, VISITOR);
    }
    return new Authenticated(principal, visitor.expiresAt(), site.tenantSlug(), VISITOR, List.of());
  }

  /** Somebody whom the directory knows, and who may not come in. */
  private static Forbidden known(Ban ban, TenantStatus tenant, Principal bearer, String name) {
    return tenant == TenantStatus.ERASED
        ? Forbidden.stranger(ban)
        : new Forbidden(ban, Optional.of(Actor.of(bearer, name)));
  }
}
