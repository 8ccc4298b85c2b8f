package dev.ringfence.naive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the naive assistant keeps, in memory. */
final class NaiveStore {
  /** A conversation, as a list of what was said. */
  record Conversation(String id, String owner, List<String> texts) {}

  /** A file. */
  record Stored(String id, String owner, String name, String text) {}

  /** A record of the company's, for each of its customers. */
  static final Map<String, String> RECORDS =
      Map.of(
          "ana",
          "Ana Roca, invoice A-1001 for a boiler",
          "gwen",
          "Gwen Mora, " + NaiveAssistant.RECORD + ", invoice G-7003");

  final Map<String, Conversation> conversations = new LinkedHashMap<>();
  final Map<String, Stored> files = new LinkedHashMap<>();
  final List<String> log = new ArrayList<>();
  private final Set<Hole> holes;
  private int counter = 4100;

  NaiveStore(Set<Hole> holes) {
    this.holes = holes;
  }

  /** Where somebody goes on, or begins. */
  Conversation conversation(String user, String id) {
    if (holes.contains(Hole.CONVERSATION_SHARED)) {
      Optional<Conversation> any = anyConversation(id);
      if (any.isPresent()) {
        return any.get();
      }
    }
    return conversations.computeIfAbsent(
        user + "/" + id, _ -> new Conversation(id, user, new ArrayList<>()));
  }

  Optional<Conversation> anyConversation(String id) {
    return conversations.values().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  Optional<Conversation> ownConversation(String user, String id) {
    return Optional.ofNullable(conversations.get(user + "/" + id));
  }

  Stored bring(String user, String name, String text) {
    Optional<Stored> same =
        files.values().stream()
            .filter(file -> file.name().equals(name))
            .filter(file -> file.owner().equals(user) || holes.contains(Hole.NAMES_SHARED))
            .findFirst();
    String id =
        same.map(Stored::id)
            .orElseGet(
                () ->
                    holes.contains(Hole.COUNTED_IDS)
                        ? String.valueOf(++counter)
                        : UUID.randomUUID().toString());
    Stored stored = new Stored(id, same.map(Stored::owner).orElse(user), name, text);
    files.put(id, stored);
    return stored;
  }
}
