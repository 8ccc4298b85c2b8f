package dev.ringfence.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Attack.Door;
import dev.ringfence.eval.Attack.FilePlan;
import dev.ringfence.eval.Attack.ProposalPlan;
import dev.ringfence.eval.Attack.RequestPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An attack as commands for a shell, against {@code ringfence up}: the demo companies are the same
 * there. What the model does cannot be sent from outside; it is told as JSON, in {@code $MODEL}.
 */
final class CurlText {
  private static final String CONVERSATION = "reproduction";
  private static final String OWN_WORD = "a-word-of-nobody-else";
  private static final String ADMIN =
      "ADMIN=$(grep -o '\"adminDatabaseUri\" *: *\"[^\"]*\"' .ringfence/state.json | cut -d'\"' -f4)";
  private static final String FIRST_ID =
      " | grep -o '\"id\" *: *\"[^\"]*\"' | head -n 1 | cut -d'\"' -f4)";
  private static final String APPROVAL = " | grep -o '\"approval\" *: *{[^}]*}'";
  private static final String JSON_TYPE = "application/json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Attack attack;
  private final Persona persona;
  private final Facts facts;
  private final List<String> lines = new ArrayList<>();

  private CurlText(Attack attack, Persona persona, Facts facts) {
    this.attack = attack;
    this.persona = persona;
    this.facts = facts;
  }

  /**
   * The commands, in their order.
   *
   * @param made what was called, each call by itself
   * @param facts without a canary
   * @throws IllegalArgumentException for an attack that no shell can make
   */
  static List<String> of(Attack attack, List<CallPlan> made, Persona persona, Facts facts) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (ProposalPlan plan : attack.scene().proposes()) {
      variables.put("proposal." + plan.name(), "{proposal." + plan.name() + "}");
      variables.put("proposal." + plan.name() + "_conversation", "waits-" + plan.name());
    }
    attack
        .scene()
        .brings()
        .forEach(plan -> variables.put("file." + plan.name(), "{file." + plan.name() + "}"));
    CurlText text = new CurlText(attack, persona, facts.with(variables));
    text.write(made);
    return List.copyOf(text.lines);
  }

  private void write(List<CallPlan> made) {
    lines.add("URL=http://127.0.0.1:8080");
    boolean sql =
        !attack.scene().prepares().isEmpty()
            || attack.requests().stream().anyMatch(request -> !request.sql().isEmpty());
    if (sql) {
      lines.add(ADMIN);
    }
    tokens();
    attack.scene().proposes().forEach(this::propose);
    attack.scene().brings().forEach(this::bring);
    attack.scene().prepares().forEach(this::sql);
    if (attack.scene().overMcp()) {
      made.forEach(this::callOverMcp);
    } else if (!attack.says().isEmpty()) {
      model(made, attack.answers());
      attack.says().forEach(this::say);
    }
    attack.requests().forEach(this::send);
    if (!attack.says().isEmpty() && attack.scene().door() == Door.CHAT) {
      lines.add(curl("GET", "/v1/conversations/" + CONVERSATION, "self", "", Map.of()));
    }
  }

  private void tokens() {
    Set<String> who = new LinkedHashSet<>(List.of("self"));
    attack.scene().proposes().forEach(plan -> who.add(plan.by()));
    attack.scene().brings().forEach(plan -> who.add(plan.by()));
    attack.requests().stream()
        .filter(request -> !request.path().isEmpty())
        .forEach(request -> who.add(request.as()));
    who.remove("nobody");
    who.forEach(each -> lines.add(token(each)));
  }

  private static String variable(String who) {
    String name = who.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "_");
    return who.equals("self") ? "TOKEN" : "TOKEN_" + name;
  }

  private String token(String who) {
    boolean acme = persona.tenant.equals("acme");
    return switch (who) {
      case "self" ->
          persona.kind == Persona.Kind.VISITOR
              ? "TOKEN=$(curl -sS \"$URL/v1/widget/sessions\" -H \"Origin: $URL\""
                  + " -H 'Content-Type: application/json' --data-raw "
                  + ShellText.word("{\"site\": \"pk_demo_" + persona.tenant + "\"}")
                  + " | grep -o '\"token\" *: *\"[^\"]*\"' | cut -d'\"' -f4)"
              : minted(who, persona.tenant, persona.user);
      case "victim", "stranger" ->
          minted(who, facts.fill("{" + who + ".tenant}"), facts.fill("{" + who + ".user}"));
      case "customer" -> minted(who, persona.tenant, Population.CUSTOMER);
      case "staff" -> minted(who, persona.tenant, acme ? "sam" : "stu");
      case "staff-elsewhere" -> minted(who, acme ? "globex" : "acme", acme ? "stu" : "sam");
      default ->
          ": \"${"
              + variable(who)
              + ":?a token as docs/leak-lab.md describes it under "
              + who.replaceAll("[^a-z-]", "")
              + ", of "
              + persona.label()
              + "}\"";
    };
  }

  private static String minted(String who, String tenant, String user) {
    return variable(who)
        + "=$(./ringfence token --tenant "
        + ShellText.word(tenant)
        + " --user "
        + ShellText.word(user)
        + ")";
  }

  private void propose(ProposalPlan plan) {
    String arguments = facts.fill(plan.arguments()).replace("{canary}", OWN_WORD);
    model(List.of(new CallPlan(plan.tool(), "", "", Map.of(), arguments, false)), List.of());
    String body = chat("waits-" + plan.name(), "Please prepare it.");
    lines.add(
        ShellText.variable("proposal." + plan.name())
            + "=$("
            + curl("POST", "/v1/chat", plan.by(), body, Map.of())
            + APPROVAL
            + FIRST_ID);
  }

  private void bring(FilePlan plan) {
    String text = facts.fill(plan.text()).replace("{canary}", OWN_WORD);
    String path = facts.fill(plan.path());
    lines.add(
        ShellText.variable("file." + plan.name())
            + "=$("
            + curl("POST", path, plan.by(), text, Map.of("Content-Type", "text/markdown"))
            + FIRST_ID);
  }

  private void sql(String sql) {
    lines.add(ShellText.piped(facts.fill(sql)) + "psql \"$ADMIN\" -v ON_ERROR_STOP=1 -f -");
  }

  /** What the model's server answers. */
  private void model(List<CallPlan> calls, List<String> answers) {
    List<Object> made = new ArrayList<>();
    calls.forEach(call -> made.add(call(call)));
    Map<String, Object> does = new LinkedHashMap<>();
    does.put("calls", made);
    does.put("thenRepeatsWhatItSaw", !answers.isEmpty() || !calls.isEmpty());
    does.put("inTheForms", answers);
    lines.add("MODEL=" + ShellText.word(json(does)));
  }

  private Map<String, Object> call(CallPlan call) {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("tool", call.tool());
    if (call.learned()) {
      made.put("arguments", "whatever earlier results showed");
    } else if (call.raw().isEmpty()) {
      made.put("arguments", arguments(call));
    } else {
      made.put("argumentsAsText", facts.fill(call.raw()));
    }
    return made;
  }

  private Map<String, Object> arguments(CallPlan call) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    call.arguments().forEach((name, value) -> arguments.put(name, facts.fill(value)));
    return arguments;
  }

  private void callOverMcp(CallPlan call) {
    String arguments = call.raw().isEmpty() ? json(arguments(call)) : facts.fill(call.raw());
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
            + json(call.tool())
            + ",\"arguments\":"
            + arguments
            + "}}";
    lines.add(curl("POST", ServiceClient.MCP, "self", body, Map.of()));
  }

  private void say(String says) {
    String text = facts.fill(says);
    if (attack.scene().door() == Door.COMPLETIONS) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("model", "ringfence");
      body.put("messages", List.of(Map.of("role", "user", "content", text)));
      lines.add(curl("POST", "/v1/chat/completions", "self", json(body), Map.of()));
      return;
    }
    boolean stream = Turn.streams(attack.name(), persona);
    Map<String, String> accept = Map.of("Accept", stream ? "text/event-stream" : JSON_TYPE);
    lines.add(curl("POST", "/v1/chat", "self", chat(CONVERSATION, text), accept));
  }

  private static String chat(String conversation, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("conversation", conversation);
    body.put("message", message);
    return json(body);
  }

  private void send(RequestPlan plan) {
    if (!plan.sql().isEmpty()) {
      sql(plan.sql());
    }
    if (!plan.rebinds().isEmpty()) {
      throw new IllegalArgumentException("a proposal cannot be bound anew from a shell");
    }
    if (!plan.path().isEmpty()) {
      Map<String, String> headers = new LinkedHashMap<>();
      plan.headers().forEach((name, value) -> headers.put(name, sent(value)));
      lines.add(curl(plan.method(), sent(plan.path()), plan.as(), sent(plan.body()), headers));
    }
  }

  private String sent(String text) {
    return facts.fill(text).replace("{case}", "");
  }

  private static String curl(
      String method, String path, String as, String body, Map<String, String> headers) {
    StringBuilder command = new StringBuilder();
    boolean hard = !body.chars().allMatch(c -> c >= ' ' && c < 0x7f) || body.contains("{huge}");
    command.append(hard ? ShellText.piped(body) : "");
    command.append("curl -sS -g --path-as-is -X ").append(ShellText.word(method)).append(' ');
    command.append("\"$URL\"").append(ShellText.word(ShellText.path(path)));
    if (!as.equals("nobody")) {
      command.append(" -H \"Authorization: Bearer $").append(variable(as)).append('"');
    }
    Map<String, String> all = new LinkedHashMap<>();
    if (!body.isEmpty()) {
      all.put("Content-Type", JSON_TYPE);
      all.put("Accept", JSON_TYPE);
    }
    all.putAll(headers);
    all.forEach(
        (name, value) -> command.append(" -H ").append(ShellText.word(name + ": " + value)));
    if (hard) {
      command.append(" --data-binary @-");
    } else if (!body.isEmpty()) {
      command.append(" --data-raw ").append(ShellText.word(body));
    }
    return command.toString();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }
}
