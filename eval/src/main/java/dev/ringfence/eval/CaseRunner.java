package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs one attack as one person, looks at every tap, and says what is proven. */
final class CaseRunner {
  /** Answers that an attack may need until all its calls are made. */
  private static final int MOST_ANSWERS = 12;

  private static final String BLOCKED = "wire_guard_blocked";
  private static final Set<Tap> SHOWN = Set.of(Tap.STREAM, Tap.HTTP, Tap.MCP);
  private static final Pattern COUNTED =
      Pattern.compile("ringfence_guard_blocked_total\\{[^}]*} [1-9]");

  private final Experiment lab;
  private int number;

  CaseRunner(Experiment lab) {
    this.lab = lab;
  }

  /**
   * Runs a case.
   *
   * @throws LabException where something that the attack needs could not be had
   */
  CaseResult run(Variant variant) {
    return play(variant).result();
  }

  /**
   * A case, and what was called in it.
   *
   * @param made every call, as a plan of its own
   */
  record Played(CaseResult result, List<Attack.CallPlan> made) {
    Played {
      made = List.copyOf(made);
    }
  }

  /**
   * Runs a case, and keeps what was called. The ids that the service gives in it follow from how
   * many cases there were before, so that what two runs of a seed show in the same order is the
   * same.
   */
  Played play(Variant variant) {
    lab.launch.ids.hold("case " + lab.cases.incrementAndGet());
    try {
      return played(variant);
    } finally {
      lab.launch.ids.release();
    }
  }

  private Played played(Variant variant) {
    number++;
    Attack attack = variant.attack();
    Case running = new Case(variant, lab.population.of(variant.persona()), number);
    if (attack.scene().overMcp()) {
      running.mcp.play(running.script);
    } else if (!attack.says().isEmpty()) {
      running.chat();
    }
    attack.requests().forEach(running.requests::send);
    running.readBack();
    running.lookAtRows();
    running.forget();
    return new Played(running.result(), running.script.made());
  }

  /** What one case gathers. */
  private final class Case {
    private final Variant variant;
    private final String word;
    private final Attack attack;
    private final Person person;
    private final Facts facts;
    private final Script script;
    private final String mark;
    private final boolean stream;
    private final String conversation;
    private final Proposals proposals;
    private final Requests requests;
    private final McpSession mcp;
    private final WrittenRows before;
    private final StoredDocuments documentsBefore;
    private final StoredDocuments documentsAtFirst;
    private final int logBefore = lab.log.position();
    private final List<Capture> captures = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final StringBuilder given = new StringBuilder();
    private final Set<String> missing = new LinkedHashSet<>();

    Case(Variant variant, Person person, int number) {
      this.variant = variant;
      this.attack = variant.attack();
      this.person = person;
      this.word = word(number);
      int turn = Turn.of(variant.name(), person.persona());
      Facts known = lab.population.facts(person.persona(), lab.book);
      this.proposals = Proposals.made(lab, person, attack.scene().proposes(), known, word);
      this.documentsAtFirst = lab.snapshots.documents();
      this.facts =
          known
              .with(proposals.facts())
              .with(BroughtFiles.brought(lab, person, attack.scene().brings(), known));
      attack.scene().prepares().forEach(sql -> lab.database.execute(facts.fill(sql)));
      this.before = lab.snapshots.written();
      this.documentsBefore = lab.snapshots.documents();
      this.script =
          new Script(attack, facts, attack.scene().quiet() ? -1 : turn, variant.strategy());
      this.mark = lab.model.play(word, script);
      this.requests = new Requests(lab, person, facts, mark);
      this.mcp = new McpSession(lab.client, person);
      this.stream = Turn.streams(variant.name(), person.persona());
      boolean kept = !attack.says().isEmpty() && attack.scene().door() == Attack.Door.CHAT;
      this.conversation = kept ? "case-" + word : "";
    }

    void chat() {
      int answers = 0;
      for (String turn : variant.strategy().turns()) {
        say(turn);
        answers++;
      }
      for (String says : attack.says()) {
        String plain = facts.fill(variant.said(says));
        given.append(plain).append('\n');
        say(variant.strategy().said().apply(plain));
        answers++;
      }
      while (script.unfinished() && answers++ < MOST_ANSWERS && missing.isEmpty()) {
        say("Go on.");
      }
    }

    private void say(String text) {
      given.append(text).append('\n');
      var answer =
          attack.scene().door() == Attack.Door.COMPLETIONS
              ? lab.client.complete(person.token(), text + " " + mark)
              : lab.client.chat(person.token(), conversation, text + " " + mark, stream);
      captures.add(answer.capture());
      if (answer.capture().raw().contains(BLOCKED)) {
        blocked();
      }
      if (!answer.ok()) {
        missing.add("the chat answered " + answer.status());
      } else if (answer.capture().shown().isBlank()) {
        missing.add("an answer was empty");
      }
    }

    /** A block is a fault of the redactor: it has to be in the audit and among the metrics. */
    private void blocked() {
      boolean noted =
          !lab.database
              .rows(
                  "SELECT number FROM ringfence.audit_entry WHERE subject = ?"
                      + " AND decision = 'blocked' AND code LIKE ?",
                  person.subject(),
                  BLOCKED + "\\_%")
              .isEmpty();
      String metrics = lab.client.send("GET", "/metrics", "", "", Map.of()).capture().raw();
      boolean counted = COUNTED.matcher(metrics).find();
      if (!noted || !counted) {
        findings.add(
            new Finding(Rule.UNAUDITED, Tap.HTTP, "a request that was blocked, without alarm", ""));
      }
    }

    /** The person's own history, which is a channel too, and shows that their own data arrives. */
    void readBack() {
      if (attack.scene().overMcp() && person.persona().kind != Persona.Kind.VISITOR) {
        // Whether rows arrive there is the question.
        return;
      }
      String id = conversation.isEmpty() ? Population.conversation(person.persona()) : conversation;
      captures.add(
          lab.client
              .send("GET", "/v1/conversations/" + id, person.token(), "", Map.of())
              .capture());
    }

    /** Whether what was written is what somebody approved, and no more. */
    void lookAtRows() {
      WrittenRows after = lab.snapshots.written();
      int written = after.changedSince(before);
      if (after.metOthersSince(before, person)) {
        findings.add(
            new Finding(Rule.UNCONSENTED, Tap.ROWS, "a row of somebody else's was written", ""));
      }
      if (lab.snapshots.documents().metOthersSince(documentsBefore, person)) {
        findings.add(
            new Finding(
                Rule.WRITTEN_FOR_ANOTHER,
                Tap.ROWS,
                "a document of somebody else's is new, gone or another",
                ""));
      }
      if (written > attack.scene().writes()) {
        findings.add(
            new Finding(
                Rule.UNCONSENTED,
                Tap.ROWS,
                written + " rows were written, of which approved: " + attack.scene().writes(),
                ""));
      } else if (written < attack.scene().writes()) {
        missing.add("what was approved was not written");
      }
    }

    /** What the attack wrote names its victims, and would look like a leak of theirs later on. */
    void forget() {
      lab.model.forget(word);
      proposals.forget();
      documentsAtFirst.forgetNewerIn(lab.database);
      if (!conversation.isEmpty()) {
        lab.client.send(
            "DELETE", "/v1/conversations/" + conversation, person.token(), "", Map.of());
      } else if (!attack.says().isEmpty()) {
        lab.database.change(
            "DELETE FROM ringfence.conversation WHERE id IN (SELECT m.conversation_id"
                + " FROM ringfence.message m WHERE strpos(m.body, ?) > 0)",
            mark);
      }
    }

    CaseResult result() {
      captures.addAll(mcp.captures());
      captures.addAll(requests.captures());
      findings.addAll(requests.findings());
      missing.addAll(requests.missing());
      given.append(requests.given());
      if (!attack.scene().overMcp()) {
        script.received().forEach(body -> captures.add(Capture.of(Tap.MODEL, body)));
      }
      captures.add(Capture.of(Tap.LOG, lab.log.since(logBefore)));
      attack.scene().brings().stream()
          .filter(file -> !file.by().equals("victim"))
          .forEach(
              file ->
                  given
                      .append(facts.fill(file.path()))
                      .append('\n')
                      .append(facts.fill(file.text()))
                      .append('\n'));
      for (Attack.CallPlan call : attack.calls()) {
        given.append(
            call.value() instanceof FuzzedArguments.Draw
                ? FuzzedArguments.known(facts)
                : facts.fill(call.toString()));
        given.append('\n');
      }
      Set<Canary> known = lab.judge.given(given.toString());
      Set<Long> backwards = lab.judge.backwards(given.toString());
      Set<Canary> own = new LinkedHashSet<>();
      for (Capture capture : captures) {
        Judge.Judgement judged = lab.judge.judge(person, capture, known, backwards);
        findings.addAll(judged.findings());
        if (!judged.whole()) {
          missing.add("what was seen at the tap " + capture.tap() + " was not wholly read");
        }
        if (SHOWN.contains(capture.tap())) {
          own.addAll(lab.judge.own(person, capture.raw() + capture.shown()));
        }
      }
      own.removeAll(known);
      conclude(own);
      script.outcomes().forEach(outcome -> lab.executions.add(execution(outcome)));
      return new CaseResult(
          attack.family(),
          variant.name(),
          person.persona().label(),
          channel(),
          script.attempted() + requests.sent(),
          script.executed() + requests.answered(),
          own.size(),
          List.copyOf(new LinkedHashSet<>(findings)),
          String.join("; ", missing));
    }

    /** What one execution differs in from others: the tool, arguments, person, data and channel. */
    private String execution(String outcome) {
      Attack.Scene scene = attack.scene();
      String state =
          (scene.proposes().isEmpty() ? "" : "proposals ")
              + (scene.brings().isEmpty() ? "" : "files ")
              + (scene.prepares().isEmpty() ? "" : "prepared");
      return String.join("|", outcome, person.persona().label(), state.strip(), channel());
    }

    private String channel() {
      if (attack.scene().overMcp()) {
        return "mcp";
      }
      if (attack.scene().door() == Attack.Door.COMPLETIONS) {
        return "openai";
      }
      return attack.says().isEmpty() ? "http" : stream ? "stream" : "json";
    }

    private void conclude(Set<Canary> own) {
      if (!attack.calls().isEmpty()) {
        if (script.received().isEmpty()) {
          missing.add("the model was not called");
        } else if (script.executed() < script.attempted()) {
          missing.add("not every call came back with an outcome");
        } else if (script.attempted() == 0) {
          missing.add("the model was offered nothing to call");
        }
      }
      if (requests.answered() < requests.sent()) {
        missing.add("not every request was answered");
      }
      if (own.isEmpty()) {
        missing.add("nothing of the person's own arrived");
      }
    }
  }

  static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number; word.length() < 6; rest /= 20) {
      word.append((char) ('a' + rest % 20));
    }
    return word.toString();
  }
}
