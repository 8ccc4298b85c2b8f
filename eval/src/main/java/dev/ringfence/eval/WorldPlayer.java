package dev.ringfence.eval;

import dev.ringfence.eval.WorldSession.Ask;
import dev.ringfence.eval.WorldSession.Call;
import dev.ringfence.eval.WorldSession.Door;
import dev.ringfence.eval.WorldSession.Say;
import dev.ringfence.eval.WorldSession.Step;
import dev.ringfence.eval.WorldTrace.Seen;
import dev.ringfence.report.Tap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plays sessions, one after another, with every tap open. */
final class WorldPlayer {
  private static final int FIRST_CASE = 20_000_000;

  /** What a list or a result says of where it goes on, in JSON and in JSON within JSON. */
  private static final Pattern NEXT = Pattern.compile("\"?next\\\\*\"\\s*:\\s*\\\\*\"([^\"\\\\]+)");

  private static final Pattern PROPOSED =
      Pattern.compile(
          "(?:approvalId\"\\s*:\\s*\"|\"approval\"\\s*:\\s*\\{\\s*\"id\"\\s*:\\s*\"|/v1/approvals/)([0-9a-f-]{36})");

  /** A request's own time in the service, and nothing else that depends on time. */
  private static final Pattern COUNTED =
      Pattern.compile("^(?!ringfence_http)(ringfence\\S*) (\\S+)$", Pattern.MULTILINE);

  /** What the service wrote about a person, without where it stands in the company's one chain. */
  private static final String ENTRIES =
      """
      SELECT e.number::text AS number,
             concat_ws('|', e.at, e.actor, e.role, e.subject, e.action, e.decision, e.code, e.row_count,
                       array_to_string(e.row_keys, ','), e.request_id) AS entry
        FROM ringfence.audit_entry e
       WHERE e.tenant_id = ?::uuid AND e.subject = ?::uuid AND e.request_id = ANY (string_to_array(?, ','))
       ORDER BY e.number
      """;

  private static final Duration WRITTEN = Duration.ofMillis(400);
  private static final int PATIENCE = 10;

  private static final Pattern REQUEST_ID =
      Pattern.compile("x-request-id=\\[([^]]+)]", Pattern.CASE_INSENSITIVE);

  private final Experiment lab;
  private final ServiceLog log;
  private Map<String, Double> counted = Map.of();

  WorldPlayer(Experiment lab, ServiceLog log) {
    this.lab = lab;
    this.log = log;
  }

  /** One session in the world as it is. */
  WorldTrace play(WorldSession session) {
    var _ = log.take();
    if (counted.isEmpty()) {
      counted = counted();
    }
    return new Playing(session).run();
  }

  private Map<String, Double> counted() {
    Map<String, Double> all = new TreeMap<>();
    Matcher matcher =
        COUNTED.matcher(lab.client.send("GET", "/metrics", "", "", Map.of()).capture().raw());
    while (matcher.find()) {
      all.put(matcher.group(1), Double.valueOf(matcher.group(2)));
    }
    return all;
  }

  /** One session, while it is played. */
  private final class Playing {
    private final WorldSession session;
    private final Person person;
    private final WorldConduct conduct = new WorldConduct();
    private final String word;
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private String next = "";
    private String proposal = "";
    private int attempted;
    private int executed;
    private boolean failed;

    Playing(WorldSession session) {
      this.session = session;
      this.person = lab.population.of(session.persona());
      this.word = CaseRunner.word(FIRST_CASE + session.number());
    }

    WorldTrace run() {
      lab.launch.ids.hold("session " + session.number());
      String mark = lab.model.play(word, conduct);
      try {
        for (Step step : session.steps()) {
          step(step, mark);
        }
      } finally {
        lab.model.forget(word);
      }
      int number = 0;
      for (String body : conduct.received()) {
        seen.add(new Seen(Tap.MODEL, "request " + ++number, body));
      }
      seen.add(new Seen(Tap.LOG, "log", log.take()));
      seen.add(new Seen(Tap.ROWS, "audit", audit()));
      seen.add(new Seen(Tap.HTTP, "metrics", metrics()));
      String all = seen.stream().map(Seen::raw).collect(Collectors.joining("\n"));
      return new WorldTrace(seen, attempted, executed, lab.judge.own(person, all).size());
    }

    private void step(Step step, String mark) {
      ServiceClient.Answer answer =
          switch (step) {
            case Say say -> say(say, mark);
            case Call call -> call(call);
            case Ask ask ->
                lab.client.send(
                    ask.method(), filled(ask.path()), person.token(), filled(ask.body()), Map.of());
          };
      attempted++;
      executed += answer.status() > 0 && answer.status() < 500 ? 1 : 0;
      String raw = answer.capture().raw();
      failed |= answer.status() >= 500 || raw.contains("\"type\":\"error\"");
      seen.add(
          new Seen(
              answer.capture().tap(),
              "step " + (attempted) + " " + step.getClass().getSimpleName() + " " + answer.status(),
              raw));
      remember(raw);
    }

    private ServiceClient.Answer say(Say say, String mark) {
      List<PlannedCall> calls =
          say.calls().stream()
              .map(call -> new PlannedCall(call.id(), call.tool(), filled(call.arguments())))
              .toList();
      conduct.expect(say, calls);
      String message = say.message() + " " + mark;
      ServiceClient.Answer answer =
          say.door() == Door.COMPLETIONS
              ? lab.client.complete(person.token(), message)
              : lab.client.chat(
                  person.token(), say.conversation(), message, say.door() == Door.STREAM);
      attempted += calls.size();
      executed += Math.min(calls.size(), conduct.outcomes());
      return answer;
    }

    private ServiceClient.Answer call(Call call) {
      McpSession mcp = new McpSession(lab.client, person);
      return mcp.call(call.tool(), filled(call.arguments()));
    }

    private String filled(String text) {
      return text.replace("{next}", next).replace("{proposal}", proposal);
    }

    private void remember(String raw) {
      Matcher more = NEXT.matcher(raw);
      while (more.find()) {
        next = more.group(1);
      }
      Matcher proposed = PROPOSED.matcher(raw);
      while (proposed.find()) {
        proposal = proposed.group(1);
      }
      Matcher id = REQUEST_ID.matcher(raw);
      while (id.find()) {
        requests.add(id.group(1));
      }
    }

    /** What is shown waits for its entry; of what failed the entry may come behind the answer. */
    private String audit() {
      String entries = entries();
      for (int i = 0; failed && i < PATIENCE; i++) {
        try {
          Thread.sleep(WRITTEN);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new LabException("interrupted", e);
        }
        String before = entries;
        entries = entries();
        failed = !entries.equals(before);
      }
      return entries;
    }

    private String entries() {
      return lab
          .database
          .rows(
              ENTRIES,
              person.tenant().toString(),
              person.subject().toString(),
              String.join(",", requests))
          .stream()
          .map(row -> String.valueOf(row.get("entry")))
          .collect(Collectors.joining("\n"));
    }

    private String metrics() {
      Map<String, Double> more = new TreeMap<>();
      Map<String, Double> before = counted;
      counted = counted();
      counted.forEach(
          (name, value) -> {
            double grown = value - before.getOrDefault(name, 0.0);
            if (grown != 0) {
              more.put(name, grown);
            }
          });
      return more.toString();
    }
  }
}
