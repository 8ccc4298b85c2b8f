package dev.ringfence.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConfirmedSignaturesTest {
  private static final byte[] SIGNED = "aGVhZGVy.Y2xhaW1z".getBytes(US_ASCII);
  private static final byte[] FORGED = "aGVhZGVy.Y2xhaW16".getBytes(US_ASCII);
  private static final Base64URL SIGNATURE = new Base64URL("c2lnbmF0dXJl");
  private static final Base64URL OTHER = new Base64URL("c2lnbmF0dXJm");

  /** Confirms one signature of one text, and counts how often it is asked. */
  private static final class CountingVerifier implements JWSVerifier {
    private int asked;

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) {
      asked++;
      return java.util.Arrays.equals(signed, SIGNED) && signature.equals(SIGNATURE);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
      return Set.of(JWSAlgorithm.ES256);
    }

    @Override
    public JCAContext getJCAContext() {
      return new JCAContext();
    }
  }

  private final CountingVerifier verifier = new CountingVerifier();
  private final VerificationKey key = new VerificationKey("1", SigningAlgorithm.ES256, verifier);

  @Test
  void whatWasConfirmedIsNotComputedAgain() {
    assertThat(key.confirms(SIGNED, SIGNATURE)).isTrue();
    assertThat(key.confirms(SIGNED, SIGNATURE)).isTrue();
    assertThat(verifier.asked).isEqualTo(1);
  }

  @Test
  void nothingElseIsBelievedForIt() {
    assertThat(key.confirms(SIGNED, SIGNATURE)).isTrue();
    assertThat(key.confirms(FORGED, SIGNATURE)).isFalse();
    assertThat(key.confirms(SIGNED, OTHER)).isFalse();
    assertThat(key.confirms("aGVhZGVy.Y2xhaW1z.c2ln".getBytes(US_ASCII), new Base64URL("bmF0dXJl")))
        .isFalse();
    assertThat(new VerificationKey("2", SigningAlgorithm.ES256, verifier).confirms(FORGED, OTHER))
        .isFalse();
  }

  @Test
  void whatWasRefusedIsRefusedAgain() {
    assertThat(key.confirms(FORGED, SIGNATURE)).isFalse();
    assertThat(key.confirms(FORGED, SIGNATURE)).isFalse();
    assertThat(verifier.asked).isEqualTo(2);
  }

  @Test
  void onlyTheLatestAreKept() {
    ConfirmedSignatures confirmed = new ConfirmedSignatures();
    confirmed.add(SIGNED, SIGNATURE);
    for (int i = 0; i < ConfirmedSignatures.MOST; i++) {
      confirmed.add(("other." + i).getBytes(US_ASCII), SIGNATURE);
    }
    assertThat(confirmed.contain(SIGNED, SIGNATURE)).isFalse();
    assertThat(confirmed.contain("other.0".getBytes(US_ASCII), SIGNATURE)).isTrue();
  }
}
