package dev.ringfence.identity;

import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication.Authenticated;
import dev.ringfence.identity.Authentication.Forbidden;
import dev.ringfence.identity.Authentication.Missing;
import dev.ringfence.identity.Authentication.Rejected;
import dev.ringfence.identity.Authentication.Unavailable;
import java.util.Optional;
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
    if (authorizationHeader == null) {
      return new Missing();
    }
    Matcher bearer = BEARER.matcher(authorizationHeader);
    if (!bearer.matches()) {
      return new Rejected(TokenFault.AUTHORIZATION_MALFORMED);
    }
    try {
      CompactToken token = CompactToken.parse(bearer.group(1));
      return token.unverifiedIssuer().equals(VisitorTokens.ISSUER)
          ? visitor(visitorTokens.verify(token), Optional.ofNullable(originHeader))
          : user(userTokens.verify(token));
    } catch (TokenRefusedException e) {
      return new Rejected(e.fault());
    } catch (KeysUnavailableException e) {
      return new Unavailable();
    }
  }

  private Authentication user(VerifiedUser user) {
    Optional<Membership> found = memberships.find(user.issuer(), user.tenantSlug(), user.subject());
    if (found.isEmpty()) {
      return new Forbidden(Ban.NOT_A_MEMBER);
    }
    Membership membership = found.get();
    if (membership.status() == Membership.Status.REMOVED) {
      return new Forbidden(Ban.MEMBER_REMOVED);
    }
    if (membership.tenantStatus() == TenantStatus.SUSPENDED) {
      return new Forbidden(Ban.TENANT_SUSPENDED);
    }
    Principal principal =
        switch (membership.role()) {
          case CUSTOMER -> new Principal.Customer(membership.tenantId(), membership.memberId());
          case STAFF -> new Principal.Staff(membership.tenantId(), membership.memberId());
        };
    return new Authenticated(principal, user.expiresAt(), user.tenantSlug(), user.subject());
  }

  /**
   * A visitor's site is looked up each time: closing it, or taking an origin away, ends sessions.
   */
  private Authentication visitor(VisitorToken visitor, Optional<String> originHeader) {
    Optional<Site> found =
        sites.find(visitor.site()).filter(site -> site.tenantId().equals(visitor.tenant()));
    if (found.isEmpty()) {
      return new Forbidden(Ban.SITE_UNKNOWN);
    }
    Site site = found.get();
    if (site.tenantStatus() == TenantStatus.SUSPENDED) {
      return new Forbidden(Ban.TENANT_SUSPENDED);
    }
    boolean sameOrigin =
        originHeader.isEmpty()
            || originHeader.flatMap(WebOrigin::parse).filter(visitor.origin()::equals).isPresent();
    if (!sameOrigin || !site.allowedOrigins().contains(visitor.origin())) {
      return new Forbidden(Ban.ORIGIN_NOT_ALLOWED);
    }
    return new Authenticated(
        new Principal.Visitor(visitor.tenant(), visitor.session()),
        visitor.expiresAt(),
        site.tenantSlug(),
        "visitor");
  }
}
