package dev.ringfence.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** An ES256 key pair of this service's own. The private half leaves it only through a key file. */
public final class SigningKey {
  private final ECKey key;

  private SigningKey(ECKey key) {
    this.key = key;
  }

  /**
   * The key that a file keeps, made at its first use and readable by its owner alone.
   *
   * @throws KeyFileException when the file cannot be used
   */
  public static SigningKey in(java.nio.file.Path file) {
    return new KeyFile(file).loadOrGenerate();
  }

  /** A new key; its id is its thumbprint. */
  public static SigningKey generate() {
    try {
      return new SigningKey(
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .keyIDFromThumbprint(true)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java cannot make an ES256 key", e);
    }
  }

  /** The key of a private JWK: EC, P-256, with an id. */
  public static SigningKey parse(String privateJwk) {
    try {
      ECKey key = ECKey.parse(privateJwk);
      if (key.isPrivate() && key.getCurve().equals(Curve.P_256) && key.getKeyID() != null) {
        return new SigningKey(key);
      }
    } catch (ParseException e) {
      // Not passed on as a cause: its message may quote the document, which holds a private key.
    }
    throw new IllegalArgumentException("not a private ES256 key with an id in JWK form");
  }

  /** The public half as a JWKS document. */
  public String publicJwks() {
    return new JWKSet(key.toPublicJWK()).toString(true);
  }

  String privateJwk() {
    return key.toJSONString();
  }

  String sign(String type, JWTClaimsSet claims) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(SigningAlgorithm.ES256.jose())
              .keyID(key.getKeyID())
              .type(new JOSEObjectType(type))
              .build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the service's own key cannot sign", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[***]";
  }
}
