package dev.ringfence.identity;

import static dev.ringfence.identity.TokenVector.refused;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/** Good tokens whose signature has been replaced by something that is none. */
final class SignatureVectors {
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private SignatureVectors() {}

  static Stream<TokenVector> all() {
    byte[] good = Base64.getUrlDecoder().decode(IdentityWorld.good().split("\\.", -1)[2]);
    byte[] r = Arrays.copyOf(good, 32);
    byte[] s = Arrays.copyOfRange(good, 32, 64);
    byte[] flipped = good.clone();
    flipped[40] ^= 1;
    byte[] order = Arrays.copyOfRange(P256_ORDER.toByteArray(), 1, 33);
    return Stream.of(
        signature("all zero", "r = s = 0 fits every message in a careless library", new byte[64]),
        signature("r zero", "out of range", joined(new byte[32], s)),
        signature("s zero", "out of range", joined(r, new byte[32])),
        signature(
            "r and s the group's order", "zero again, modulo the order", joined(order, order)),
        signature("r and s one", "in range and still not a signature", joined(one(), one())),
        signature("one bit flipped", "tampered", flipped),
        signature("r and s exchanged", "tampered", joined(s, r)),
        signature("padded to 66 bytes", "ES256 has 64", Arrays.copyOf(good, 66)),
        signature("DER form", "JOSE signatures are r and s", der(r, s)),
        signature("one byte", "no signature", new byte[] {0}));
  }

  private static TokenVector signature(String name, String reason, byte[] signature) {
    String token = IdentityWorld.good();
    return refused(
        "signature " + name,
        reason,
        token.substring(0, token.lastIndexOf('.') + 1) + TestKey.base64(signature),
        TokenFault.SIGNATURE_WRONG);
  }

  private static byte[] one() {
    byte[] bytes = new byte[32];
    bytes[31] = 1;
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, 64);
    System.arraycopy(second, 0, both, 32, 32);
    return both;
  }

  private static byte[] der(byte[] r, byte[] s) {
    byte[] first = new BigInteger(1, r).toByteArray();
    byte[] second = new BigInteger(1, s).toByteArray();
    byte[] form = new byte[6 + first.length + second.length];
    form[0] = 0x30;
    form[1] = (byte) (form.length - 2);
    form[2] = 2;
    form[3] = (byte) first.length;
    System.arraycopy(first, 0, form, 4, first.length);
    form[4 + first.length] = 2;
    form[5 + first.length] = (byte) second.length;
    System.arraycopy(second, 0, form, 6 + first.length, second.length);
    return form;
  }
}
