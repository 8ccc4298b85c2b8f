package dev.ringfence.cli;

import dev.ringfence.audit.AuditKey;
import dev.ringfence.chat.AuditSettings;
import dev.ringfence.chat.VaultKeys;
import dev.ringfence.database.SealKey;
import dev.ringfence.identity.SigningKey;
import dev.ringfence.tenancy.ReceiptKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The secrets of an instance: from the settings, else kept in its folder. */
final class InstanceKeys {
  private InstanceKeys() {}

  static SealKey seal(Configuration configuration, DataFolder folder) {
    return new SealKey(
        configuration.number(Setting.SEAL_KEY_ID, 1, Integer.MAX_VALUE),
        secret(configuration, folder, Setting.SEAL_KEY, "seal"));
  }

  static VaultKeys vault(Configuration configuration, DataFolder folder) {
    return new VaultKeys(secret(configuration, folder, Setting.VAULT_KEY, "vault"));
  }

  /** What signs visitors' tokens, which every instance of a deployment has to take. */
  static SigningKey visitor(Configuration configuration, DataFolder folder) {
    String jwk = configuration.get(Setting.VISITOR_KEY);
    if (jwk.isEmpty()) {
      return SigningKey.in(folder.path(DataFolder.VISITOR_KEY));
    }
    try {
      return SigningKey.parse(jwk);
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong(Setting.VISITOR_KEY.variable() + " is " + e.getMessage());
    }
  }

  static AuditSettings audit(Configuration configuration, DataFolder folder) {
    List<byte[]> secrets = new ArrayList<>();
    for (String text : configuration.list(Setting.AUDIT_KEY)) {
      secrets.add(decoded(Setting.AUDIT_KEY, text));
    }
    if (secrets.isEmpty()) {
      folder.create();
      secrets.add(folder.secret("audit"));
    }
    return new AuditSettings(new AuditKey(secrets), folder.path(DataFolder.AUDIT_HEADS));
  }

  static ReceiptKey receipts(Configuration configuration, DataFolder folder) {
    return new ReceiptKey(secret(configuration, folder, Setting.RECEIPT_KEY, "receipt"));
  }

  private static byte[] secret(
      Configuration configuration, DataFolder folder, Setting setting, String name) {
    String text = configuration.get(setting);
    if (text.isEmpty()) {
      folder.create();
      return folder.secret(name);
    }
    return decoded(setting, text);
  }

  private static byte[] decoded(Setting setting, String text) {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong(setting.variable() + " is not base64");
    }
    if (secret.length != 32) {
      throw Configuration.wrong(setting.variable() + " has 32 bytes, not " + secret.length);
    }
    return secret;
  }
}
