package dev.ringfence.identity;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Where an issuer's public keys are. */
public sealed interface KeyLocation {
  /** A JWKS endpoint: HTTPS, or plain HTTP on this very machine. */
  record Endpoint(URI jwksUri) implements KeyLocation {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public Endpoint {
      String scheme = jwksUri.getScheme() == null ? "" : jwksUri.getScheme();
      String host = jwksUri.getHost() == null ? "" : jwksUri.getHost();
      boolean protectedOnTheWay =
          scheme.equalsIgnoreCase("https")
              || (scheme.equalsIgnoreCase("http")
                  && THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT)));
      if (host.isEmpty() || jwksUri.getUserInfo() != null || !protectedOnTheWay) {
        throw new IllegalArgumentException(
            "a JWKS address is https://, or http:// on this machine, without a password: "
                + scheme
                + "://"
                + host);
      }
    }
  }

  /** A JWKS written down in the configuration. */
  record Inline(String jwks) implements KeyLocation {
    public Inline {
      if (!hasKey(jwks)) {
        throw new IllegalArgumentException("the JWKS in the configuration has no usable key");
      }
    }

    private static boolean hasKey(String jwks) {
      try {
        return !KeySet.parse(jwks).isEmpty();
      } catch (TokenRefusedException e) {
        return false;
      }
    }
  }
}
