package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What the steps of a live run share. */
final class LiveSession {
  /** So that a service that was filled by a run of the lab has other words, whatever the seeds. */
  private static final long LIVE = 0x4c495645_5f52554eL;

  final LiveSettings settings;
  final LiveWire wire;
  final LiveTidy tidy;
  final CanaryBook book;
  final Judge judge;
  final List<CaseResult> cases = new ArrayList<>();

  /** What could not be looked at from here. */
  final List<String> notes = new ArrayList<>();

  private final Random random;
  LiveAccount a;
  LiveAccount b;
  LiveAccount visitor = LiveAccount.stranger("visitor", "");

  LiveSession(LiveSettings settings, LiveWire wire) {
    this.settings = settings;
    this.wire = wire;
    this.tidy = new LiveTidy(wire);
    this.book = new CanaryBook(settings.seed() ^ LIVE);
    this.judge = new Judge(book, new PersonalData(List.of(), List.of()));
    this.random = new Random(~settings.seed());
    this.a = LiveAccount.signedIn("account-a", 1, settings.tokenA());
    this.b = LiveAccount.signedIn("account-b", 2, settings.tokenB());
  }

  boolean isOurs() {
    return settings.protocol() == LiveProtocol.RINGFENCE;
  }

  /** An id or a number that nobody has had before. */
  String fresh(String prefix) {
    return prefix + String.format(Locale.ROOT, "%016x", random.nextLong());
  }

  /** A conversation of somebody's, which is removed in the end where that is possible. */
  String conversation(LiveAccount who) {
    String id = fresh("leak-lab-");
    if (isOurs()) {
      tidy.later("conversation " + id, LiveRequest.delete("/v1/conversations/" + id, who.token()));
    }
    return id;
  }

  LiveRequest chat(LiveAccount who, String conversation, List<String> turns, boolean stream) {
    return settings.protocol().chat(who.token(), conversation, turns, settings.model(), stream);
  }

  /** What has to be answered to somebody who may, and to nobody else. */
  LiveRequest door(String token) {
    return isOurs()
        ? LiveRequest.get("/v1/conversations", token)
        : settings
            .protocol()
            .chat(token, fresh("leak-lab-"), List.of("Hello"), settings.model(), false);
  }

  /** The command that sends a request again, with names in place of tokens. */
  String curl(LiveRequest request) {
    StringBuilder line = new StringBuilder("curl -i -X ").append(request.method());
    if (!request.token().isEmpty()) {
      line.append(" -H \"Authorization: Bearer ").append(named(request.token())).append('"');
    }
    request
        .headers()
        .forEach((name, value) -> line.append(" -H ").append(quoted(name + ": " + value)));
    if (!request.body().isEmpty()) {
      line.append(" --data-binary ").append(quoted(request.body()));
    }
    return line.append(' ').append(quoted(wire.base() + request.path())).toString();
  }

  private String named(String text) {
    if (text.equals(a.token())) {
      return "$TOKEN_A";
    }
    if (text.equals(visitor.token())) {
      return "$TOKEN_OF_A_VISITOR";
    }
    return text.equals(settings.expired()) ? "$EXPIRED_TOKEN" : "$TOKEN_THAT_IS_NONE";
  }

  private String quoted(String text) {
    String plain = a.token().isEmpty() ? text : text.replace(a.token(), "TOKEN_A");
    return "'" + plain.replace("'", "'\\''") + "'";
  }
}
