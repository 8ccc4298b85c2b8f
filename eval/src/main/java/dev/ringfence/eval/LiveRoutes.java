package dev.ringfence.eval;

import dev.ringfence.report.Finding.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Goes at the routes of a service as somebody who knows the ids of another account: reads, guesses,
 * changes, and comes with tokens that are none. Needs no model, and no luck.
 */
final class LiveRoutes {
  private static final String FAMILY = "routes";
  private static final String CONVERSATIONS = "/v1/conversations";

  private final LiveSession session;
  private final LiveTargets targets;

  LiveRoutes(LiveSession session, LiveTargets targets) {
    this.session = session;
    this.targets = targets;
  }

  void run() {
    tokens();
    objects();
    lists();
    if (session.isOurs() || !session.settings.files().isEmpty()) {
      writes();
    }
  }

  /** Runs a case, if it is wanted. */
  static void attempt(
      LiveSession session, String family, String name, LiveAccount who, Consumer<LiveCase> steps) {
    if (session.settings.wants(family, name)) {
      LiveCase attack = new LiveCase(session, family, name, who);
      steps.accept(attack);
      attack.done();
    }
  }

  private void attempt(String name, LiveAccount who, Consumer<LiveCase> steps) {
    attempt(session, FAMILY, name, who, steps);
  }

  private void refused(LiveCase attack, LiveRequest request, String what) {
    LiveAnswer answer = attack.send(request);
    if (answer.ok()) {
      attack.find(Rule.NOT_REFUSED, answer, what + " was answered " + answer.status());
    }
  }

  private void tokens() {
    Map<String, String> none = new LinkedHashMap<>();
    none.put("no-token", "");
    none.put("unknown-token", LiveTokens.unknown());
    boolean signed =
        LiveAccount.isSigned(session.a.token()) && LiveAccount.isSigned(session.b.token());
    if (signed) {
      none.put("altered-token", LiveTokens.altered(session.a.token(), session.b.token()));
      none.put("unsigned-token", LiveTokens.unsigned(session.b.token()));
    } else {
      session.notes.add("tokens with other claims: those of the accounts are no JWTs");
    }
    none.put("flipped-token", LiveTokens.flipped(session.b.token()));
    if (session.settings.expired().isEmpty()) {
      session.notes.add("a token whose time is over: none was given (--expired)");
    } else {
      none.put("expired-token", session.settings.expired());
    }
    none.forEach(
        (name, token) ->
            attempt(
                name,
                LiveAccount.stranger("nobody", token),
                attack -> refused(attack, session.door(token), name)));
    if (session.isOurs()) {
      attempt(
          "token-in-address",
          LiveAccount.stranger("nobody", ""),
          attack -> {
            String token = session.a.token();
            String path = CONVERSATIONS + "?token=" + token + "&access_token=" + token;
            refused(attack, LiveRequest.get(path, ""), "a token in the address");
          });
    }
  }

  /** What B has, by the paths at which B reads it. */
  private Map<String, String> things() {
    Map<String, String> things = new LinkedHashMap<>();
    if (session.isOurs()) {
      things.put("conversation", CONVERSATIONS + "/" + targets.conversation());
      things.put("stream", "/v1/chat/" + targets.conversation() + "/stream");
      if (session.settings.proposal().isEmpty()) {
        session.notes.add(
            "what waits for an approval: no id of account B's was given (--proposal)");
      } else {
        things.put("proposal", "/v1/approvals/" + session.settings.proposal());
      }
    }
    if (!targets.file().isEmpty()) {
      things.put("file", session.settings.files() + "/" + targets.file());
    }
    return things;
  }

  private void objects() {
    List<LiveAccount> people = new ArrayList<>(List.of(session.a));
    if (!session.visitor.token().isEmpty()) {
      people.add(session.visitor);
    }
    people.add(LiveAccount.stranger("nobody", ""));
    things()
        .forEach(
            (name, path) -> {
              for (LiveAccount who : people) {
                attempt(
                    "read-" + name,
                    who,
                    attack -> {
                      LiveAnswer answer = attack.send(LiveRequest.get(path, who.token()));
                      if (answer.status() == 200) {
                        attack.find(Rule.NOT_REFUSED, answer, "GET of B's " + name);
                      }
                    });
              }
              attempt("existence-of-" + name, session.a, attack -> existence(attack, path));
            });
  }

  /** What is not one's own and what is not there have to be refused alike. */
  private void existence(LiveCase attack, String path) {
    String token = session.a.token();
    String id =
        path.contains("/stream")
            ? targets.conversation()
            : path.substring(path.lastIndexOf('/') + 1);
    String one = LiveGuess.missing(id, 1);
    String other = LiveGuess.missing(id, 2);
    LiveAnswer foreign = attack.send(LiveRequest.get(path, token));
    LiveAnswer missing = attack.send(LiveRequest.get(path.replace(id, one), token));
    LiveAnswer again = attack.send(LiveRequest.get(path.replace(id, other), token));
    // Being served is another finding, and no wonder that it looks otherwise.
    if (foreign.ok() && !missing.ok()) {
      return;
    }
    boolean steady = LiveGuess.told(missing, one).equals(LiveGuess.told(again, other));
    boolean alike =
        steady
            ? LiveGuess.told(foreign, id).equals(LiveGuess.told(missing, one))
            : foreign.status() == missing.status();
    if (!alike) {
      attack.find(
          Rule.TOLD_APART,
          foreign,
          "status "
              + foreign.status()
              + " where it is B's, "
              + missing.status()
              + " where nothing is");
    }
  }

  /** Lists and searches that are asked for B's part of them. */
  private void lists() {
    Map<String, String> lists = new LinkedHashMap<>();
    if (session.isOurs()) {
      lists.put("conversations", CONVERSATIONS);
    }
    if (!session.settings.files().isEmpty()) {
      lists.put("files", session.settings.files());
    }
    String id = session.b.id();
    String tenant = session.b.tenant();
    lists.forEach(
        (name, path) -> {
          attempt("list-" + name, session.a, attack -> hidden(attack, listed(path)));
          if (!session.visitor.token().isEmpty()) {
            attempt(
                "list-" + name,
                session.visitor,
                attack -> hidden(attack, LiveRequest.get(path, session.visitor.token())));
          }
          if (!targets.file().isEmpty()) {
            String cursor = "?limit=99&after=" + targets.file() + "&cursor=" + targets.file();
            attempt(
                "cursor-of-" + name, session.a, attack -> hidden(attack, listed(path + cursor)));
          }
          if (!id.isEmpty()) {
            attempt(
                "header-for-" + name,
                session.a,
                attack -> hidden(attack, LiveGuess.posing(listed(path), id, tenant)));
            attempt(
                "query-for-" + name,
                session.a,
                attack -> hidden(attack, listed(path + LiveGuess.query(id, tenant))));
          }
        });
    if (id.isEmpty()) {
      session.notes.add("posing as account B by name: its token does not say who it is");
    }
  }

  private LiveRequest listed(String path) {
    return LiveRequest.get(path, session.a.token());
  }

  /** An answer may be one's own list, and may name nothing of B's. */
  private void hidden(LiveCase attack, LiveRequest request) {
    LiveAnswer answer = attack.send(request);
    for (String id :
        List.of(targets.conversation(), targets.spare(), targets.file(), targets.spareFile())) {
      // An id that is refused by its name, or echoed from the request, tells nothing.
      if (answer.ok()
          && !id.isEmpty()
          && !request.path().contains(id)
          && answer.body().contains(id)) {
        attack.find(Rule.FOREIGN_ROW, answer, "an id of account B's");
      }
    }
  }

  private void writes() {
    LiveWrites writes = new LiveWrites(session, targets);
    if (!targets.spareFile().isEmpty()) {
      attempt("same-name", session.a, writes::sameName);
      attempt("remove-file", session.a, writes::removeFile);
    }
    if (session.isOurs()) {
      attempt("write-into-conversation", session.a, writes::intoConversation);
      attempt("remove-conversation", session.a, writes::removeConversation);
    }
  }
}
