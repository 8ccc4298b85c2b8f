package dev.ringfence.eval;

import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Attack.Door;
import dev.ringfence.eval.Attack.FilePlan;
import dev.ringfence.eval.Attack.ProposalPlan;
import dev.ringfence.eval.Attack.RequestPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a service could be attacked, by its own router and catalogue of tools, and what of it no
 * attack names: a new route or tool is looked at by nobody until somebody writes a case for it.
 */
final class Surface {
  private static final Pattern NAMED = Pattern.compile("\"name\": ?\"([a-z_]+)\"");

  private final Set<String> sent = new HashSet<>();
  private final Set<String> called = new HashSet<>();

  /** What the attacks of a corpus send and call. */
  Surface(AttackCorpus corpus) {
    corpus.attacks().forEach(this::note);
  }

  private void note(Attack attack) {
    if (!attack.says().isEmpty()) {
      sent.add(
          attack.scene().door() == Door.COMPLETIONS
              ? "POST /v1/chat/completions"
              : "POST /v1/chat");
    }
    if (attack.scene().overMcp()) {
      sent.add("POST " + ServiceClient.MCP);
    }
    attack.scene().brings().stream().map(FilePlan::path).forEach(path -> sent("POST", path));
    attack.scene().proposes().stream().map(ProposalPlan::tool).forEach(called::add);
    attack.calls().stream().map(CallPlan::tool).forEach(called::add);
    for (RequestPlan request : attack.requests()) {
      sent(request.method(), request.path());
      Matcher tools = NAMED.matcher(request.body());
      while (tools.find()) {
        called.add(tools.group(1));
      }
    }
  }

  private void sent(String method, String path) {
    sent.add(method + " " + path.replaceFirst("\\?.*", ""));
  }

  /**
   * What no attack names, and where to name it.
   *
   * @param routes each as its method and its path, with {@code :name} for a part that varies
   * @param tools their names
   */
  List<String> without(Collection<String> routes, Collection<String> tools) {
    Set<String> met = new HashSet<>();
    sent.forEach(request -> routeOf(request, routes).ifPresent(met::add));
    List<String> without = new ArrayList<>();
    routes.stream()
        .filter(route -> !met.contains(route))
        .sorted()
        .forEach(
            route -> without.add("no case sends " + route + "; add one to attacks/doors.yaml"));
    tools.stream()
        .filter(tool -> !called.contains(tool))
        .sorted()
        .forEach(
            tool -> without.add("no case calls " + tool + " by name; add one to attacks/ask.yaml"));
    return without;
  }

  /** The route that a request meets: of several, the one that says the most. */
  private static Optional<String> routeOf(String request, Collection<String> routes) {
    return routes.stream()
        .filter(route -> request.matches(pattern(route)))
        .min(Comparator.comparingLong(route -> route.chars().filter(c -> c == ':').count()));
  }

  private static String pattern(String route) {
    StringBuilder pattern = new StringBuilder();
    for (String part : route.split("(?=:[a-z])|(?<=[a-z])(?=/)")) {
      pattern.append(part.startsWith(":") ? "[^/]+" : Pattern.quote(part));
    }
    return pattern.toString();
  }
}
