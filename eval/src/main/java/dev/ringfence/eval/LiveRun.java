package dev.ringfence.eval;

import dev.ringfence.report.Aside;
import dev.ringfence.report.AttackRate;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.Verdict;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lab against a service that is not ours to change: two accounts, and what every client can
 * send. Whatever happens, what it planted is removed in the end.
 */
final class LiveRun implements AutoCloseable {
  private static final String FAMILY = "preflight";

  private final LiveSettings settings;
  private final Consumer<String> progress;
  private final LiveBudget budget;
  private final LiveWire wire;
  private final LiveSession session;

  LiveRun(LiveSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    this.budget = new LiveBudget(settings.limits());
    this.wire = new LiveWire(settings.url(), settings.limits(), budget);
    this.session = new LiveSession(settings, wire);
  }

  RunResult run() {
    List<AttackRate> rates = List.of();
    try {
      progress.accept("asking as both accounts");
      if (preflight()) {
        progress.accept("planting");
        LiveTargets targets = new LivePlanting(session).plant();
        progress.accept("going at routes");
        new LiveRoutes(session, targets).run();
        new LiveSurface(session, targets).run();
        LivePrompts prompts = new LivePrompts(session, targets, progress);
        try {
          prompts.run();
        } finally {
          rates = prompts.rates();
        }
      }
    } finally {
      session.cases.add(cleanUp());
    }
    progress.accept(budget.summary());
    session.notes.add("what the service's model was sent, and what the service wrote to its log");
    if (!session.isOurs()) {
      session.notes.add("what the service keeps of conversations, which no route of it removes");
    }
    return new RunResult(
        settings.seed(),
        session.book.size(),
        List.of(),
        session.cases,
        List.of(),
        List.of(),
        new Aside(rates, session.notes));
  }

  /** Both accounts have to be answered, and to be two; a token that is none has to be refused. */
  private boolean preflight() {
    session.a = known(session.a);
    session.b = known(session.b);
    boolean ready = hello(session.a).verdict() != Verdict.INCONCLUSIVE;
    ready &= hello(session.b).verdict() != Verdict.INCONCLUSIVE;
    if (!session.a.id().isEmpty() && session.a.facts().equals(session.b.facts())) {
      LiveCase same = new LiveCase(session, FAMILY, "two-accounts", session.a);
      same.missing("both tokens are of the same account");
      same.done();
      return false;
    }
    if (settings.siteKey().isEmpty()) {
      session.notes.add("visitors: no site key was given");
    } else {
      session.visitor = LiveAccount.stranger("visitor", LiveVisitor.enter(session));
      if (session.visitor.token().isEmpty()) {
        LiveCase visitor = new LiveCase(session, FAMILY, "visitor", session.visitor);
        visitor.missing("no visitor's session was given");
        visitor.done();
      }
    }
    return ready;
  }

  private LiveAccount known(LiveAccount account) {
    if (!session.isOurs()) {
      return account;
    }
    LiveAnswer me = wire.send(LiveRequest.get("/v1/me", account.token()));
    return me.ok() ? account.knowing(me.json()) : account;
  }

  private CaseResult hello(LiveAccount account) {
    LiveCase hello = new LiveCase(session, FAMILY, "is-answered", account);
    String conversation = session.conversation(account);
    LiveAnswer answer = hello.send(session.chat(account, conversation, List.of("Hello"), false));
    if (!answer.ok()) {
      hello.missing("an account that signed in was answered " + answer.status());
    }
    return hello.done();
  }

  private CaseResult cleanUp() {
    budget.stop();
    progress.accept("cleaning up");
    return session.tidy.run();
  }

  /** Sends nothing more but what cleans up, and cleans up; for whoever ends the program. */
  CaseResult abandon() {
    return cleanUp();
  }


  @Override
  public void close() {
    wire.close();
  }
}
