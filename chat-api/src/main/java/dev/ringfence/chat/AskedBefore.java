package dev.ringfence.chat;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the conversations in which somebody asked what a client says that they asked. */
final class AskedBefore {
  /** Conversations found at most. */
  static final int FOUND = 5;

  /** Conversations looked at, the newest, so that a look costs the same however many there are. */
  static final int LOOKED_AT = 500;

  private final TenantDatabase database;

  AskedBefore(TenantDatabase database) {
    this.database = database;
  }

  /**
   * The principal's conversations with at least one of some questions: those with more of them
   * first, then the newer.
   */
  List<String> conversations(Principal principal, Set<String> questions, Reading reading) {
    List<String> found = new ArrayList<>();
    for (Row row :
        database.read(
            principal,
            "SELECT conversation_id, tenant_id, owner_id FROM ringfence.message"
                + " WHERE role = 'user' AND body = ANY($1) AND conversation_id IN (SELECT id"
                + " FROM ringfence.conversation ORDER BY updated_at DESC, id LIMIT $2)"
                + " GROUP BY tenant_id, owner_id, conversation_id"
                + " ORDER BY count(DISTINCT body) DESC, max(created_at) DESC, conversation_id"
                + " LIMIT $3",
            questions.toArray(String[]::new),
            LOOKED_AT,
            FOUND)) {
      String id = row.getString("conversation_id");
      if (reading.admits(
          "ringfence.message",
          new RowOwner.OfPerson(
              row.getUUID("tenant_id").toString(), row.getUUID("owner_id").toString()))) {
        reading.add(RowKey.ofText("ringfence.message", id));
        found.add(id);
      }
    }
    return List.copyOf(found);
  }
}
