package dev.ringfence.chat;

import dev.ringfence.audit.Reading;
import dev.ringfence.chat.Conversation.Author;
import dev.ringfence.chat.Earlier.Line;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.vault.Vault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was said before a question, found out for whoever asks it. Their own words are theirs to
 * tell. Ours come from what was stored for them, never from what a client says that we said: an
 * answer reads as its owner saw it there, with values that only the conversation's vault knows.
 */
final class Recollection {
  /** Messages of a conversation that are compared with what a client lists, the newest. */
  private static final int COMPARED = 200;

  private final TenantDatabase database;
  private final VaultKeys vaultKeys;
  private final ConversationStore conversations;
  private final LinkPolicy onHosts;
  private final int most;

  /**
   * @param onHosts where answers may link to beside their sources
   * @param most messages that a model is told again
   */
  Recollection(
      TenantDatabase database,
      VaultKeys vaultKeys,
      ConversationStore conversations,
      LinkPolicy onHosts,
      int most) {
    this.database = database;
    this.vaultKeys = vaultKeys;
    this.conversations = conversations;
    this.onHosts = onHosts;
    this.most = most;
  }

  /**
   * The conversation that a question belongs to.
   *
   * @param lines what was said before, oldest first; answers as the model wrote them
   * @param scope where the conversation's answers come from
   */
  record Recalled(String conversation, List<Line> lines, AnswerScope scope) {
    Recalled {
      lines = List.copyOf(lines);
    }
  }

  /** What was said before, of which only what is the principal's own counts. */
  Recalled of(Principal principal, Earlier earlier, Reading reading) {
    return switch (earlier) {
      case Earlier.Stored(var conversation) -> stored(principal, conversation, reading);
      case Earlier.Listed listed -> listed(principal, listed, reading);
    };
  }

  private Recalled stored(Principal principal, String conversation, Reading reading) {
    List<Conversation.Message> history =
        conversations.messages(principal, conversation, most, reading);
    return new Recalled(
        conversation,
        history.stream().map(message -> new Line(message.author(), message.text())).toList(),
        scope(history));
  }

  private Recalled listed(Principal principal, Earlier.Listed listed, Reading reading) {
    List<Line> all = listed.lines();
    List<Line> last = all.subList(Math.max(0, all.size() - most), all.size());
    Set<String> answered = answered(last);
    if (!answered.isEmpty()) {
      for (String candidate :
          new AskedBefore(database).conversations(principal, answered, reading)) {
        List<Conversation.Message> history =
            conversations.messages(principal, candidate, COMPARED, reading);
        List<Line> known = known(last, given(principal, candidate, history));
        if (known.stream().anyMatch(line -> line.author() == Author.ASSISTANT)) {
          return new Recalled(candidate, known, scope(history));
        }
      }
    }
    return new Recalled(listed.otherwise(), known(last, Map.of()), AnswerScope.NONE);
  }

  /** A question, and the answer to it as it was shown, without the space around it. */
  private record Exchanged(String question, String answer) {}

  /** The questions that a client says were answered. */
  private static Set<String> answered(List<Line> lines) {
    Set<String> found = new LinkedHashSet<>();
    String question = "";
    for (Line line : lines) {
      if (line.author() == Author.USER) {
        question = line.text();
      } else if (!question.isEmpty()) {
        found.add(question);
      }
    }
    return found;
  }

  /** What a conversation's answers say as the model wrote them, by what was asked and shown. */
  private Map<Exchanged, String> given(
      Principal principal, String conversation, List<Conversation.Message> history) {
    Vault vault = new ConversationVault(database, vaultKeys, principal, conversation);
    Map<Exchanged, String> found = new HashMap<>();
    String question = "";
    for (Conversation.Message message : history) {
      if (message.author() == Author.USER) {
        question = message.text();
      } else {
        String shown = restored(message, vault).text().strip();
        found.put(new Exchanged(question, shown), message.text());
      }
    }
    return found;
  }

  /** The person's lines, and of the others those that are known to be ours. */
  private static List<Line> known(List<Line> lines, Map<Exchanged, String> given) {
    List<Line> known = new ArrayList<>();
    String question = "";
    for (Line line : lines) {
      if (line.author() == Author.USER) {
        question = line.text();
        known.add(line);
      } else {
        String written = given.get(new Exchanged(question, line.text().strip()));
        if (written != null) {
          known.add(new Line(Author.ASSISTANT, written));
        }
      }
    }
    return known;
  }

  private static AnswerScope scope(List<Conversation.Message> history) {
    return history.stream()
        .flatMap(message -> Stream.ofNullable(message.scope()))
        .reduce(AnswerScope.NONE, AnswerScope::plus);
  }

  /** A conversation's messages as their owner reads them, with their own values put back. */
  List<Conversation.Message> read(
      Principal principal, String conversation, int newest, Reading reading) {
    Vault vault = new ConversationVault(database, vaultKeys, principal, conversation);
    return conversations.messages(principal, conversation, newest, reading).stream()
        .map(message -> restored(message, vault))
        .toList();
  }

  private Conversation.Message restored(Conversation.Message message, Vault vault) {
    if (message.author() == Author.USER) {
      return message;
    }
    AnswerText shown =
        new AnswerText(
            vault,
            url ->
                onHosts.allows(url)
                    || message.sources().stream().anyMatch(s -> url.equals(s.url())));
    return message.withText(shown.accept(message.text()) + shown.finish());
  }
}
