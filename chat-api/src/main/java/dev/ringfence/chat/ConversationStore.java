package dev.ringfence.chat;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.tools.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conversations and their messages, each visible to its owner alone. */
final class ConversationStore {
  /** Conversations listed at most, the newest first. */
  static final int LISTED = 50;

  private static final int TITLE_LENGTH = 60;

  private final TenantDatabase database;
  private final InstantSource clock;

  ConversationStore(TenantDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds a message, and makes the conversation where there is none of this id. */
  void append(Principal principal, String conversation, Conversation.Message message) {
    database.inTransaction(
        principal,
        Access.WRITE,
        connection -> {
          append(connection, principal, conversation, message);
          return true;
        });
  }

  /** Makes a conversation without a message where there is none of this id. */
  void open(Principal principal, String conversation, String title) {
    database.inTransaction(
        principal,
        Access.WRITE,
        connection -> {
          touch(connection, principal, conversation, title);
          return true;
        });
  }

  /** The same inside a transaction that is bound to the principal. */
  void append(
      TenantConnection connection,
      Principal principal,
      String conversation,
      Conversation.Message message) {
    touch(connection, principal, conversation, message.text());
    insert(connection, principal, conversation, message);
  }

  private void touch(
      TenantConnection connection, Principal principal, String conversation, String text) {
    connection.query(
        "INSERT INTO ringfence.conversation AS c (tenant_id, owner_id, id, title, created_at,"
            + " updated_at) VALUES ($1, $2, $3, $4, $5, $5)"
            + " ON CONFLICT (tenant_id, owner_id, id) DO UPDATE SET updated_at ="
            + " excluded.updated_at",
        principal.tenant(),
        principal.subject(),
        conversation,
        title(text),
        now());
  }

  private static void insert(
      TenantConnection connection,
      Principal principal,
      String conversation,
      Conversation.Message message) {
    connection.query(
        "INSERT INTO ringfence.message (tenant_id, owner_id, conversation_id, position, id, role,"
            + " body, scope, sources, tools, created_at) SELECT $1, $2, $3,"
            + " coalesce(max(position) + 1, 0), $4, $5, $6, $7, $8, $9, $10"
            + " FROM ringfence.message WHERE conversation_id = $3",
        principal.tenant(),
        principal.subject(),
        conversation,
        message.id(),
        message.author().name().toLowerCase(Locale.ROOT),
        message.text(),
        message.scope() == null ? null : message.scope().word(),
        sources(message.sources()),
        tools(message.tools()),
        message.createdAt().atOffset(ZoneOffset.UTC));
  }

  /** The newest conversations of the principal. */
  List<Conversation> list(Principal principal, Reading reading) {
    List<Conversation> found = new ArrayList<>();
    for (Row row :
        database.read(
            principal,
            "SELECT id, title, created_at, updated_at, tenant_id, owner_id"
                + " FROM ringfence.conversation ORDER BY updated_at DESC, id LIMIT $1",
            LISTED)) {
      if (isRead(row, "conversation", row.getString("id"), reading)) {
        found.add(conversation(row));
      }
    }
    return List.copyOf(found);
  }

  /** A conversation of the principal; empty for a foreign and for a missing one alike. */
  Optional<Conversation> find(Principal principal, String id, Reading reading) {
    return database
        .read(
            principal,
            "SELECT id, title, created_at, updated_at, tenant_id, owner_id"
                + " FROM ringfence.conversation WHERE id = $1 ORDER BY tenant_id, owner_id",
            id)
        .stream()
        .filter(row -> isRead(row, "conversation", id, reading))
        .findFirst()
        .map(ConversationStore::conversation);
  }

  /**
   * The newest messages of a conversation, oldest first.
   *
   * @param most how many at most
   */
  List<Conversation.Message> messages(
      Principal principal, String conversation, int most, Reading reading) {
    List<Conversation.Message> found = new ArrayList<>();
    for (Row row :
        database.read(
            principal,
            "SELECT id, role, body, scope, sources, tools, created_at, tenant_id, owner_id"
                + " FROM ringfence.message WHERE conversation_id = $1"
                + " ORDER BY position DESC LIMIT $2",
            conversation,
            most)) {
      if (isRead(row, "message", conversation, reading)) {
        found.addFirst(message(row));
      }
    }
    return List.copyOf(found);
  }

  /** An answer of a conversation; empty for a foreign and for a missing one alike. */
  Optional<Conversation.Message> answer(
      Principal principal, String conversation, UUID id, Reading reading) {
    return database
        .read(
            principal,
            "SELECT id, role, body, scope, sources, tools, created_at, tenant_id, owner_id"
                + " FROM ringfence.message WHERE conversation_id = $1 AND id = $2"
                + " AND role = 'assistant'",
            conversation,
            id)
        .stream()
        .filter(row -> isRead(row, "message", conversation, reading))
        .findFirst()
        .map(ConversationStore::message);
  }

  /**
   * Deletes a conversation with all that belongs to it; false where the principal has none such.
   */
  boolean delete(Principal principal, String id) {
    return database.inTransaction(
        principal,
        Access.WRITE,
        connection ->
            connection.query("DELETE FROM ringfence.conversation WHERE id = $1", id).rowCount()
                > 0);
  }

  /** Looks whose a row is, and notes it under its conversation, whose id the owner chose. */
  private static boolean isRead(Row row, String table, String conversation, Reading reading) {
    String name = "ringfence." + table;
    if (!reading.admits(
        name,
        new RowOwner.OfPerson(
            row.getUUID("tenant_id").toString(), row.getUUID("owner_id").toString()))) {
      return false;
    }
    reading.add(RowKey.ofText(name, conversation));
    return true;
  }

  private static Conversation conversation(Row row) {
    return new Conversation(
        row.getString("id"),
        row.getString("title"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static Conversation.Message message(Row row) {
    @Nullable String scope = row.getString("scope");
    List<Source> sources = new ArrayList<>();
    for (Object entry : row.getJsonArray("sources")) {
      JsonObject source = (JsonObject) entry;
      sources.add(
          new Source(
              Source.Kind.valueOf(source.getString("kind")),
              source.getString("title"),
              source.getString("url"),
              Source.Scope.valueOf(source.getString("scope"))));
    }
    List<ToolUse> tools = new ArrayList<>();
    for (Object entry : row.getJsonArray("tools")) {
      JsonObject tool = (JsonObject) entry;
      List<ToolUse.ReadRecord> records = new ArrayList<>();
      for (Object read : tool.getJsonArray("records", new JsonArray())) {
        JsonObject record = (JsonObject) read;
        records.add(new ToolUse.ReadRecord(record.getString("table"), record.getString("key")));
      }
      tools.add(
          new ToolUse(
              tool.getString("name"),
              tool.getString("outcome"),
              tool.getInteger("rows", 0),
              records,
              tool.getString("approval", "")));
    }
    return new Conversation.Message(
        row.getUUID("id"),
        Conversation.Author.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getString("body"),
        scope == null ? null : AnswerScope.valueOf(scope.toUpperCase(Locale.ROOT)),
        sources,
        tools,
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static JsonArray sources(List<Source> sources) {
    JsonArray array = new JsonArray();
    sources.forEach(
        source ->
            array.add(
                new JsonObject()
                    .put("kind", source.kind().name())
                    .put("title", source.title())
                    .put("url", source.url())
                    .put("scope", source.scope().name())));
    return array;
  }

  private static JsonArray tools(List<ToolUse> tools) {
    JsonArray array = new JsonArray();
    for (ToolUse tool : tools) {
      JsonArray records = new JsonArray();
      tool.records()
          .forEach(
              read ->
                  records.add(new JsonObject().put("table", read.table()).put("key", read.key())));
      array.add(
          new JsonObject()
              .put("name", tool.name())
              .put("outcome", tool.outcome())
              .put("rows", tool.rows())
              .put("records", records)
              .put("approval", tool.approval()));
    }
    return array;
  }

  private static String title(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= TITLE_LENGTH) {
      return line;
    }
    int end =
        line.offsetByCodePoints(0, Math.min(TITLE_LENGTH, line.codePointCount(0, line.length())));
    return line.substring(0, end) + "…";
  }

  private OffsetDateTime now() {
    Instant now = clock.instant();
    return now.atOffset(ZoneOffset.UTC);
  }
}
