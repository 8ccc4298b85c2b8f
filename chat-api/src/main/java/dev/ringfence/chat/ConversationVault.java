package dev.ringfence.chat;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The placeholders of one conversation, kept in the database: the same for every turn, restart and
 * instance. New ones are numbered under a lock on the conversation's row, so that two requests
 * never give one number to two values.
 */
final class ConversationVault implements Vault {
  private final TenantDatabase database;
  private final VaultKeys keys;
  private final Principal principal;
  private final String conversation;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<SensitiveValue, Placeholder> byValue = new HashMap<>();
  private final Map<Placeholder, String> byPlaceholder = new HashMap<>();
  private int longest;

  /** The vault of a conversation that exists. */
  ConversationVault(
      TenantDatabase database, VaultKeys keys, Principal principal, String conversation) {
    this.database = database;
    this.keys = keys;
    this.principal = principal;
    this.conversation = conversation;
    database.inTransaction(
        principal,
        Access.READ,
        connection -> {
          load(connection);
          return true;
        });
  }

  @Override
  public Map<SensitiveValue, Placeholder> placeholders(Collection<SensitiveValue> values) {
    lock.lock();
    try {
      Set<SensitiveValue> missing = new LinkedHashSet<>(values);
      missing.removeAll(byValue.keySet());
      if (!missing.isEmpty()) {
        allocateDurably(missing);
      }
      Map<SensitiveValue, Placeholder> found = new LinkedHashMap<>();
      for (SensitiveValue value : values) {
        Placeholder placeholder = byValue.get(value);
        if (placeholder == null) {
          throw new IllegalStateException("a placeholder was not allocated");
        }
        found.put(value, placeholder);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<String> valueOf(Placeholder placeholder) {
    lock.lock();
    try {
      return Optional.ofNullable(byPlaceholder.get(placeholder));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int longest() {
    lock.lock();
    try {
      return longest;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Collection<SensitiveValue> known() {
    lock.lock();
    try {
      return List.copyOf(byValue.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** What did not become durable is forgotten: another instance may give its number away. */
  private void allocateDurably(Set<SensitiveValue> missing) {
    try {
      database.inTransaction(
          principal,
          Access.WRITE,
          connection -> {
            allocate(connection, missing);
            return true;
          });
    } catch (RuntimeException failure) {
      byValue.clear();
      byPlaceholder.clear();
      longest = 0;
      throw failure;
    }
  }

  private void allocate(TenantConnection connection, Set<SensitiveValue> missing) {
    connection.query("SELECT 1 FROM ringfence.conversation WHERE id = $1 FOR UPDATE", conversation);
    load(connection);
    Map<SensitiveType, Integer> last = new HashMap<>();
    byPlaceholder.keySet().forEach(p -> last.merge(p.type(), p.number(), Math::max));
    for (SensitiveValue value : missing) {
      if (!byValue.containsKey(value)) {
        Placeholder placeholder =
            new Placeholder(value.type(), last.merge(value.type(), 1, Integer::sum));
        store(connection, placeholder, value);
      }
    }
  }

  private void store(TenantConnection connection, Placeholder placeholder, SensitiveValue value) {
    connection.query(
        "INSERT INTO ringfence.placeholder (tenant_id, owner_id, conversation_id, type, number,"
            + " value_mac, value_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        principal.tenant(),
        principal.subject(),
        conversation,
        placeholder.type().name(),
        placeholder.number(),
        Buffer.buffer(keys.find(context(placeholder.type()), value.value())),
        Buffer.buffer(keys.seal(context(placeholder.type()), value.value())));
    remember(placeholder, value);
  }

  private void load(TenantConnection connection) {
    for (Row row :
        connection.query(
            "SELECT type, number, value_sealed FROM ringfence.placeholder"
                + " WHERE conversation_id = $1 ORDER BY type, number",
            conversation)) {
      SensitiveType type = SensitiveType.valueOf(row.getString("type"));
      Placeholder placeholder = new Placeholder(type, row.getInteger("number"));
      if (!byPlaceholder.containsKey(placeholder)) {
        byte[] sealed = row.getBuffer("value_sealed").getBytes();
        remember(placeholder, new SensitiveValue(type, keys.open(context(type), sealed)));
        Arrays.fill(sealed, (byte) 0);
      }
    }
  }

  private void remember(Placeholder placeholder, SensitiveValue value) {
    byValue.put(value, placeholder);
    byPlaceholder.put(placeholder, value.value());
    longest = Math.max(longest, placeholder.toString().length());
  }

  /** A sealed value is of no use in another conversation, of another owner or as another type. */
  private String context(SensitiveType type) {
    return principal.tenant() + "|" + principal.subject() + "|" + conversation + "|" + type;
  }
}
