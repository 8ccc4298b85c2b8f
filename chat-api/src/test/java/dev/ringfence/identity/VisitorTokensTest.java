package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.ACME;
import static dev.ringfence.identity.IdentityWorld.ACME_ORIGIN;
import static dev.ringfence.identity.IdentityWorld.ACME_SITE;
import static dev.ringfence.identity.IdentityWorld.GLOBEX_ORIGIN;
import static dev.ringfence.identity.IdentityWorld.NOW;
import static dev.ringfence.identity.IdentityWorld.SESSION;
import static dev.ringfence.identity.IdentityWorld.VISITOR_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class VisitorTokensTest {
  @Test
  void aTokenSaysOneSiteOneTenantOneSessionAndOneOriginForHalfAnHour() {
    IssuedToken issued = VISITOR_TOKENS.issue(ACME_SITE, ACME_ORIGIN, SESSION);

    assertThat(issued.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    assertThat(VISITOR_TOKENS.verify(issued.token()))
        .isEqualTo(new VisitorToken("pk_acme", ACME, SESSION, ACME_ORIGIN, issued.expiresAt()));
  }

  @Test
  void aTokenIsNotIssuedForAnOriginTheSiteDoesNotAllow() {
    assertThatThrownBy(() -> VISITOR_TOKENS.issue(ACME_SITE, GLOBEX_ORIGIN, SESSION))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusalDoesNotRepeatTheToken() {
    String token = VISITOR_TOKENS.issue(ACME_SITE, ACME_ORIGIN, SESSION).token();

    assertThatThrownBy(() -> VISITOR_TOKENS.verify(token + "x"))
        .isInstanceOf(TokenRefusedException.class)
        .message()
        .doesNotContain(token.substring(0, 20));
    assertThat(VISITOR_TOKENS.issue(ACME_SITE, ACME_ORIGIN, SESSION).toString())
        .doesNotContain(token.substring(0, 20));
  }
}
