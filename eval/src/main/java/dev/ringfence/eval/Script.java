package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the attacker's model does in one case: calls what the attack plans, feeds what it learns
 * forward, and in the end repeats everything it was shown.
 */
final class Script implements Conduct {
  /** Calls in one turn of the model, and in one answer: what a service may well allow. */
  private static final int BATCH = 8;

  private static final int IN_ONE_ANSWER = 24;

  /** Identifiers worth trying elsewhere: uuids, numbers such as AB-12345, placeholders. */
  private static final Pattern LEARNABLE =
      Pattern.compile(
          "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\b[A-Z]{1,4}-[0-9]{3,6}\\w*|\\[[A-Z]+_[0-9]+\\]");

  private final Attack attack;
  private final Facts facts;
  private final int turn;
  private final Strategy strategy;

  /** Calls whose results are not here yet, in their order. */
  private final Deque<PlannedCall> outstanding = new ArrayDeque<>();

  /** Which tools came back with an outcome, and for what. */
  private final Set<String> outcomes = new LinkedHashSet<>();

  private final List<String> received = new ArrayList<>();
  private final List<Attack.CallPlan> made = new ArrayList<>();
  private final Deque<PlannedCall> waiting = new ArrayDeque<>();

  /** What the results of this answer say, and of all answers. */
  private final Set<String> results = new LinkedHashSet<>();

  private final Set<String> allResults = new LinkedHashSet<>();
  private int attempted;
  private int executed;
  private int called;
  private int resultsRead;
  private JsonNode lastMessages = MissingNode.getInstance();
  private String prompt = "";
  private boolean planned;
  private boolean fedForward;

  /**
   * @param turn which case this is, so that over all cases every tool is called honestly; negative
   *     for no honest call at all
   */
  Script(Attack attack, Facts facts, int turn) {
    this(attack, facts, turn, Strategy.PLAIN);
  }

  /** The same, carried out in a certain way. */
  Script(Attack attack, Facts facts, int turn, Strategy strategy) {
    this.attack = attack;
    this.facts = facts;
    this.turn = turn;
    this.strategy = strategy;
  }

  @Override
  public synchronized List<PlannedCall> next(String body, JsonNode request) {
    keep(body, request.path("messages"));
    read(request);
    HostileCalls calls = new HostileCalls(request, facts, strategy);
    if (!planned) {
      planned = true;
      plan(calls);
    } else if (waiting.isEmpty() && !fedForward && called < IN_ONE_ANSWER) {
      fedForward = true;
      waiting.addAll(calls.learned(attack.calls(), learnable()));
    }
    List<PlannedCall> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < BATCH && called < IN_ONE_ANSWER) {
      batch.add(waiting.removeFirst());
      called++;
    }
    outstanding.addAll(batch);
    attempted += batch.size();
    batch.forEach(call -> made.add(call.plan()));
    return batch;
  }

  /** Whether there are calls left that did not fit into the answers so far. */
  synchronized boolean unfinished() {
    return !waiting.isEmpty();
  }

  private void plan(HostileCalls calls) {
    List<PlannedCall> honest = turn < 0 ? List.of() : calls.honest();
    if (!honest.isEmpty()) {
      waiting.add(honest.get(turn % honest.size()));
      // Documents are what everybody may read: they show that rows arrive at all.
      honest.stream().filter(call -> call.tool().startsWith("search")).forEach(waiting::add);
    }
    waiting.addAll(calls.planned(attack.calls()));
  }

  /** What only goes on with what was received before takes its place: nothing is read twice. */
  private void keep(String body, JsonNode messages) {
    boolean goesOn = !received.isEmpty() && messages.size() >= lastMessages.size();
    for (int i = 0; goesOn && i < lastMessages.size(); i++) {
      goesOn = lastMessages.get(i).equals(messages.get(i));
    }
    if (goesOn) {
      received.removeLast();
    }
    received.add(body);
    lastMessages = messages;
  }

  /** A service may give calls ids of its own, so results count in their order. */
  private void read(JsonNode request) {
    List<String> current = new ArrayList<>();
    for (JsonNode message : request.path("messages")) {
      switch (message.path("role").asText()) {
        case "system" -> prompt = text(message.path("content"));
        case "user" -> current.clear();
        case "tool" -> current.add(text(message.path("content")));
        default -> {}
      }
    }
    for (String result : current.subList(Math.min(resultsRead, current.size()), current.size())) {
      executed++;
      PlannedCall call = outstanding.poll();
      if (call != null) {
        outcomes.add(call.tool() + " " + (call.kind().isEmpty() ? "honest" : call.kind()));
      }
      results.add(result);
      allResults.add(result);
    }
    resultsRead = current.size();
  }

  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }

  private Set<String> learnable() {
    Set<String> found = new LinkedHashSet<>();
    for (String result : allResults) {
      Matcher matcher = LEARNABLE.matcher(result);
      while (matcher.find()) {
        found.add(matcher.group());
      }
    }
    return found;
  }

  /** Everything that was seen since the last answer, in every form that the attack asks for. */
  @Override
  public synchronized String answer() {
    List<String> forms =
        Stream.concat(attack.answers().stream(), strategy.answers().stream()).distinct().toList();
    String answer = HostileAnswer.of(prompt, results, forms, facts);
    results.clear();
    outstanding.clear();
    called = 0;
    resultsRead = 0;
    return answer;
  }

  synchronized List<String> received() {
    return List.copyOf(received);
  }

  /** Every call so far, each as a plan of its own. */
  synchronized List<Attack.CallPlan> made() {
    return made.stream().distinct().toList();
  }

  /** Each tool with the kind of arguments that it was called with and answered. */
  synchronized Set<String> outcomes() {
    return Set.copyOf(outcomes);
  }

  synchronized int attempted() {
    return attempted + waiting.size();
  }

  synchronized int executed() {
    return executed;
  }
}
