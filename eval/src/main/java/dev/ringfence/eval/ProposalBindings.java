package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds proposals as the service does, with the key that only it has: so that one whose time is
 * over, or whose tool is another now, is refused for that and not for having been changed.
 */
final class ProposalBindings {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private static final String READ =
      "SELECT tenant_id::text, owner_id::text, role, conversation_id, id::text, tool, tool_hash,"
          + " nonce, arguments_sealed, created_at, expires_at FROM ringfence.approval WHERE id = ?";

  private final LabDatabase database;
  private final byte[] sealing;
  private final byte[] binding;

  ProposalBindings(LabDatabase database, byte[] secret) {
    this.database = database;
    this.sealing = mac(secret, "seal".getBytes(UTF_8));
    this.binding = mac(secret, "bind".getBytes(UTF_8));
  }

  /** Binds the row of an id to what stands in it now. */
  void rebind(UUID id) {
    try (Connection connection = database.connect();
        PreparedStatement read = connection.prepareStatement(READ);
        PreparedStatement write =
            connection.prepareStatement("UPDATE ringfence.approval SET mac = ? WHERE id = ?")) {
      read.setObject(1, id);
      try (ResultSet row = read.executeQuery()) {
        if (!row.next()) {
          throw new LabException("there is no proposal to bind");
        }
        write.setBytes(1, mac(binding, fields(row)));
      }
      write.setObject(2, id);
      write.executeUpdate();
    } catch (SQLException e) {
      throw new LabException("a proposal could not be bound: " + e.getMessage(), e);
    }
  }

  private byte[] fields(ResultSet row) throws SQLException {
    String context =
        row.getString("tenant_id")
            + "|"
            + row.getString("owner_id")
            + "|approval|"
            + row.getString("id")
            + "|in";
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (String field :
        List.of(
            row.getString("tenant_id"),
            row.getString("owner_id"),
            row.getString("role"),
            row.getString("conversation_id"),
            row.getString("id"),
            row.getString("tool"),
            row.getString("tool_hash"),
            row.getString("nonce"),
            open(context, row.getBytes("arguments_sealed")),
            time(row, "created_at"),
            time(row, "expires_at"))) {
      byte[] bytes = field.getBytes(UTF_8);
      input.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      input.writeBytes(bytes);
    }
    return input.toByteArray();
  }

  private static String time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant().toString();
  }

  private String open(String context, byte[] sealed) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(sealing, "AES"),
          new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
      cipher.updateAAD(context.getBytes(UTF_8));
      return new String(cipher.doFinal(sealed, NONCE, sealed.length - NONCE), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new LabException("the parameters of a proposal could not be read", e);
    }
  }

  private static byte[] mac(byte[] key, byte[] input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new LabException("there is no HmacSHA256", e);
    }
  }
}
