package dev.ringfence.cli;

import dev.ringfence.chat.VaultKeys;
import dev.ringfence.database.SealKey;
import java.util.Base64;

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

  private static byte[] secret(
      Configuration configuration, DataFolder folder, Setting setting, String name) {
    String text = configuration.get(setting);
    if (text.isEmpty()) {
      folder.create();
      return folder.secret(name);
    }
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
