package dev.ringfence.eval;

import dev.ringfence.report.Aside;
import dev.ringfence.report.AttackRate;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The lab against a service that is not ours to change: two accounts, and what every client can
 * send. Whatever happens, what it planted is removed in the end.
 */
final class LiveRun implements AutoCloseable {
  private static final String FAMILY = "preflight";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LiveSettings settings;
  private final Consumer<String> progress;
  private final LiveBudget budget;
  private final LiveWire wire;
  private final LiveSession session;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean begun;

  LiveRun(LiveSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    this.budget = new LiveBudget(settings.limits());
    this.wire = new LiveWire(settings.url(), settings.limits(), budget);
    this.session = new LiveSession(settings, wire);
  }

  RunResult run() {
    begun = true;
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
        attackedSomething();
      }
    } finally {
      session.cases.add(cleanUp());
      ended.countDown();
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
        session.cases.size(),
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

  /** A name that nothing has must not look like a service that stood everything. */
  private void attackedSomething() {
    List<CaseResult> attacks =
        session.cases.stream()
            .filter(each -> !Set.of(FAMILY, LivePlanting.FAMILY).contains(each.family()))
            .toList();
    Set<String> without = new TreeSet<>(settings.only());
    for (CaseResult each : attacks) {
      without.removeIf(
          name ->
              name.equals(each.family())
                  || name.equals(each.attack())
                  || each.attack().startsWith(name + "-"));
    }
    if (attacks.isEmpty() || !without.isEmpty()) {
      LiveCase none = new LiveCase(session, FAMILY, "attacks", session.a);
      none.missing(
          "there is no attack of these names and languages: " + String.join(", ", without));
      none.done();
    }
  }

  /** Also says what could not be removed, since a run that broke off has no report to say it in. */
  private CaseResult cleanUp() {
    budget.stop();
    progress.accept("cleaning up");
    CaseResult cleaned = session.tidy.run();
    if (!cleaned.missing().isEmpty()) {
      progress.accept(cleaned.missing());
    }
    return cleaned;
  }

  /**
   * Sends nothing more but what cleans up; for whoever ends the program. Waits for the run, which
   * knows best what it has made, and comes to its end at once now.
   */
  CaseResult abandon() {
    budget.stop();
    try {
      if (begun && !ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        progress.accept("the run does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return cleanUp();
  }

  @Override
  public void close() {
    wire.close();
  }
}
