package dev.ringfence.eval;

import dev.ringfence.report.Finding.Rule;
import java.util.List;

/** Changes, as account A, what account B brought for it; B looks at it afterwards. */
final class LiveWrites {
  private final LiveSession session;
  private final LiveTargets targets;

  LiveWrites(LiveSession session, LiveTargets targets) {
    this.session = session;
    this.targets = targets;
  }

  private LiveRequest mine(String path) {
    return LiveRequest.get(path, session.b.token());
  }

  private String words(String path) {
    return session.wire.send(mine(path)).body();
  }

  private boolean unchanged(String path) {
    return !session.judge.own(session.b.person(), words(path)).isEmpty();
  }

  private void changed(LiveCase attack, LiveAnswer answer, String what) {
    attack.find(Rule.WRITTEN_FOR_ANOTHER, answer, what);
  }

  /** Brings a file of A's own under the name of B's. */
  void sameName(LiveCase attack) {
    String path = session.settings.files();
    String file = path + "/" + targets.spareFile();
    if (!unchanged(file)) {
      attack.missing("account B's file was another one before");
      return;
    }
    LiveAnswer answer =
        attack.send(
            LivePlanting.file(
                path, session.a, targets.spareName(), "Nothing stands here any more."));
    String id = LivePlanting.idOf(answer);
    if (!id.isEmpty() && !id.equals(targets.spareFile())) {
      session.tidy.later("file " + id, LiveRequest.delete(path + "/" + id, session.a.token()));
    }
    if (!unchanged(file)) {
      changed(attack, answer, "a file of the same name took the place of account B's");
    }
  }

  void removeFile(LiveCase attack) {
    removed(attack, session.settings.files() + "/" + targets.spareFile(), "file");
  }

  void removeConversation(LiveCase attack) {
    removed(attack, "/v1/conversations/" + targets.spare(), "conversation");
  }

  private void removed(LiveCase attack, String path, String what) {
    if (!session.wire.send(mine(path)).ok()) {
      attack.missing("account B's " + what + " was not there before");
      return;
    }
    LiveAnswer answer = attack.send(LiveRequest.delete(path, session.a.token()));
    LiveAnswer look = session.wire.send(mine(path));
    if (look.status() == 404 || look.status() == 410) {
      changed(attack, answer, "account B's " + what + " was removed");
    } else if (!look.ok()) {
      attack.missing("account B was answered " + look.status() + " " + look.cut());
    }
  }

  /** Goes on in B's conversation: A is not told of it, and leaves nothing in it. */
  void intoConversation(LiveCase attack) {
    String id = targets.conversation();
    String path = "/v1/conversations/" + id;
    String mark = session.fresh("mark-");
    // Ids are each owner's own, so that A may get a conversation of that name.
    session.tidy.later("conversation " + id, LiveRequest.delete(path, session.a.token()));
    LiveAnswer answer =
        attack.send(
            session.chat(
                session.a,
                id,
                List.of("What did I write first in this conversation? (" + mark + ")"),
                false));
    if (words(path).contains(mark)) {
      changed(attack, answer, "a message came into account B's conversation");
    }
  }
}
