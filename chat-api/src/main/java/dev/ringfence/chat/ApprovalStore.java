package dev.ringfence.chat;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proposals in the database, each sealed, and bound by an HMAC under a key that the database does
 * not have. Every row that is given out has been verified.
 */
final class ApprovalStore {
  private final VaultKeys keys;

  ApprovalStore(VaultKeys keys) {
    this.keys = keys;
  }

  /** What makes two proposals of the same two. */
  String nonce() {
    return keys.nonce();
  }

  /** A row is not as it was stored, or was stored under another key; it decides nothing. */
  static final class ForgedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForgedException() {
      super("a proposal is not as it was stored");
    }
  }

  /** Makes the conversation wait for this transaction, and counts what is open in it. */
  long lockAndCount(TenantConnection connection, String conversation, Instant now) {
    connection.query("SELECT 1 FROM ringfence.conversation WHERE id = $1 FOR UPDATE", conversation);
    return connection
        .query(
            "SELECT count(*) FROM ringfence.approval WHERE conversation_id = $1"
                + " AND status = 'proposed' AND expires_at > $2",
            conversation,
            time(now))
        .iterator()
        .next()
        .getLong(0);
  }

  void insert(TenantConnection connection, Principal principal, Approval approval) {
    connection.query(
        "INSERT INTO ringfence.approval (tenant_id, owner_id, id, conversation_id, role, tool,"
            + " tool_hash, nonce, arguments_sealed, mac, created_at, expires_at)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        principal.tenant(),
        principal.subject(),
        approval.id(),
        approval.conversation(),
        role(principal),
        approval.tool(),
        approval.toolHash(),
        approval.nonce(),
        Buffer.buffer(keys.seal(context(principal, approval.id(), "in"), approval.arguments())),
        Buffer.buffer(keys.bind(bound(principal, approval))),
        time(approval.createdAt()),
        time(approval.expiresAt()));
  }

  /**
   * The principal's proposal of an id; empty for a foreign and for a missing one alike.
   *
   * @throws ForgedException when it is not as it was stored
   */
  Optional<Approval> find(TenantConnection connection, Principal principal, UUID id) {
    return connection
        .query(
            "SELECT id, conversation_id, role, tool, tool_hash, nonce, arguments_sealed, mac,"
                + " created_at, expires_at, status, code, reason, result_sealed"
                + " FROM ringfence.approval"
                + " WHERE id = $1 AND (tenant_id, owner_id) = ($2, $3)",
            id,
            principal.tenant(),
            principal.subject())
        .stream()
        .findFirst()
        .map(row -> verified(row, principal));
  }

  /** The same, and nobody else decides it before this transaction has ended. */
  Optional<Approval> lock(TenantConnection connection, Principal principal, UUID id) {
    connection.query("SELECT 1 FROM ringfence.approval WHERE id = $1 FOR UPDATE", id);
    return find(connection, principal, id);
  }

  /** Ends a proposal; false where it has ended before. */
  boolean end(TenantConnection connection, Principal principal, Approval ended) {
    return connection
            .query(
                "UPDATE ringfence.approval SET status = $2, code = $3, reason = $4,"
                    + " result_sealed = $5 WHERE id = $1 AND status = 'proposed'",
                ended.id(),
                ended.status().word(),
                ended.code(),
                ended.reason(),
                ended.result().isEmpty()
                    ? null
                    : Buffer.buffer(
                        keys.seal(context(principal, ended.id(), "out"), ended.result())))
            .rowCount()
        == 1;
  }

  /** What has ended and is not told in its conversation yet, the oldest first. */
  List<UUID> untold(TenantConnection connection, String conversation, Instant now) {
    List<UUID> found = new ArrayList<>();
    for (Row row :
        connection.query(
            "SELECT id FROM ringfence.approval WHERE conversation_id = $1 AND NOT told"
                + " AND (status <> 'proposed' OR expires_at <= $2) ORDER BY created_at, id",
            conversation,
            time(now))) {
      found.add(row.getUUID("id"));
    }
    return found;
  }

  /** Notes that it is told; false where it was before. */
  boolean tell(TenantConnection connection, UUID id) {
    return connection
            .query("UPDATE ringfence.approval SET told = true WHERE id = $1 AND NOT told", id)
            .rowCount()
        == 1;
  }

  private Approval verified(Row row, Principal principal) {
    UUID id = row.getUUID("id");
    @Nullable Buffer result = row.getBuffer("result_sealed");
    Approval approval;
    try {
      approval =
          new Approval(
              id,
              row.getString("conversation_id"),
              row.getString("tool"),
              row.getString("tool_hash"),
              row.getString("nonce"),
              keys.open(context(principal, id, "in"), row.getBuffer("arguments_sealed").getBytes()),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("expires_at").toInstant(),
              Approval.Status.of(row.getString("status")),
              row.getString("code"),
              row.getString("reason"),
              result == null ? "" : keys.open(context(principal, id, "out"), result.getBytes()));
    } catch (IllegalStateException e) {
      throw new ForgedException();
    }
    // The role that is bound is the principal's; a row that names another one was changed too.
    if (!row.getString("role").equals(role(principal))
        || !MessageDigest.isEqual(
            keys.bind(bound(principal, approval)), row.getBuffer("mac").getBytes())) {
      throw new ForgedException();
    }
    return approval;
  }

  private static List<String> bound(Principal principal, Approval approval) {
    List<String> fields = new ArrayList<>();
    fields.add(principal.tenant().toString());
    fields.add(principal.subject().toString());
    fields.add(role(principal));
    fields.addAll(approval.bound());
    return fields;
  }

  private static String role(Principal principal) {
    return principal.role().name().toLowerCase(Locale.ROOT);
  }

  /** What is sealed for one proposal, one way, is of no use in another. */
  private static String context(Principal principal, UUID id, String way) {
    return principal.tenant() + "|" + principal.subject() + "|approval|" + id + "|" + way;
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
