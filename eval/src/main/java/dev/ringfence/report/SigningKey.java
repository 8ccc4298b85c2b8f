package dev.ringfence.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Ed25519 keys in files as PEM: the private one, which its owner alone may read, and beside it the
 * public one, which ends in {@code .pub} and is what verifiers are given.
 */
final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private SigningKey() {}

  /** The file of the public key that belongs to a private one's. */
  static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  /** Signs with the key of a file, which is made where it is not there. */
  static byte[] sign(Path file, byte[] message) {
    try {
      if (!Files.exists(file)) {
        generate(file);
      }
      if (!Files.getPosixFilePermissions(file).equals(OWNER_ALONE)) {
        throw new ReportException(file + " may be read by others: chmod 600 it");
      }
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(read(file, "PRIVATE KEY", PKCS8EncodedKeySpec::new));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read or made");
    } catch (GeneralSecurityException e) {
      throw new ReportException(file + " is no private key of Ed25519");
    }
  }

  /** Whether a signature is that of the key in a public file. */
  static boolean verifies(Path publicFile, byte[] message, byte[] signature) {
    PublicKey key = publicKey(publicFile);
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Bytes that are no signature at all.
      return false;
    }
  }

  /** A name for the key: the hash of it. */
  static String id(Path publicFile) {
    return "SHA256:" + Issue.sha256(publicKey(publicFile).getEncoded());
  }

  private static PublicKey publicKey(Path file) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(read(file, "PUBLIC KEY", X509EncodedKeySpec::new));
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read");
    } catch (GeneralSecurityException e) {
      throw new ReportException(file + " is no public key of Ed25519");
    }
  }

  private static void generate(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    // Made with its rights, so that nobody reads it in between; and never over another key.
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    Files.writeString(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(
        publicFile(file),
        pem("PUBLIC KEY", pair.getPublic().getEncoded()),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static String pem(String kind, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  private static EncodedKeySpec read(Path file, String kind, Function<byte[], EncodedKeySpec> spec)
      throws IOException {
    String text = Files.readString(file, US_ASCII).strip();
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw new ReportException(file + " is no " + kind.toLowerCase(Locale.ROOT));
    }
    try {
      return spec.apply(
          Base64.getMimeDecoder()
              .decode(text.substring(begin.length(), text.length() - end.length())));
    } catch (IllegalArgumentException e) {
      throw new ReportException(file + " is no Base64 inside");
    }
  }
}
