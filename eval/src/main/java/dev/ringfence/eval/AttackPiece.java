package dev.ringfence.eval;

import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Attack.RequestPlan;
import dev.ringfence.eval.Attack.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something of an attack that can be taken away.
 *
 * <p>What the superuser does is none: requests with SQL, and SQL before them, often put back what
 * an earlier one took away, and the lab would not be the same for the next trial.
 *
 * @param index where it stands among its kind
 * @param key of an argument or a header; empty for the whole of a call or request
 */
record AttackPiece(Kind kind, int index, String key) {
  private static final Pattern REFERENCE = Pattern.compile("\\{(proposal|file)\\.([a-z_]+)\\}");

  /** What it is. */
  enum Kind {
    /** A message of the person's. */
    SAYS,
    /** A call of the model's, or one of its arguments. */
    CALL,
    /** A form in which the model repeats what it saw. */
    ANSWER,
    /** A request, or one of its headers. */
    REQUEST,
    /** What waits for somebody's consent. */
    PROPOSAL,
    /** A file that somebody brought. */
    FILE
  }

  /** All that can be taken away as a whole. */
  static List<AttackPiece> wholeOf(Attack attack) {
    List<AttackPiece> pieces = new ArrayList<>();
    add(pieces, Kind.SAYS, attack.says().size());
    add(pieces, Kind.CALL, attack.calls().size());
    add(pieces, Kind.ANSWER, attack.answers().size());
    for (int i = 0; i < attack.requests().size(); i++) {
      if (attack.requests().get(i).sql().isEmpty()) {
        pieces.add(new AttackPiece(Kind.REQUEST, i, ""));
      }
    }
    add(pieces, Kind.PROPOSAL, attack.scene().proposes().size());
    add(pieces, Kind.FILE, attack.scene().brings().size());
    return pieces;
  }

  private static void add(List<AttackPiece> pieces, Kind kind, int size) {
    IntStream.range(0, size).forEach(i -> pieces.add(new AttackPiece(kind, i, "")));
  }

  /** The arguments of calls and the headers of requests. */
  static List<AttackPiece> detailsOf(Attack attack) {
    List<AttackPiece> pieces = new ArrayList<>();
    for (int i = 0; i < attack.calls().size(); i++) {
      for (String name : attack.calls().get(i).arguments().keySet()) {
        pieces.add(new AttackPiece(Kind.CALL, i, name));
      }
    }
    for (int i = 0; i < attack.requests().size(); i++) {
      for (String name : attack.requests().get(i).headers().keySet()) {
        pieces.add(new AttackPiece(Kind.REQUEST, i, name));
      }
    }
    return pieces;
  }

  /** The attack without those of these pieces that are not kept. */
  static Attack without(Attack attack, List<AttackPiece> all, List<AttackPiece> kept) {
    Set<AttackPiece> gone = new LinkedHashSet<>(all);
    kept.forEach(gone::remove);
    Scene scene = attack.scene();
    return new Attack(
        attack.family(),
        attack.name(),
        new Scene(
            scene.personas(),
            scene.quiet(),
            scene.door(),
            rest(Kind.PROPOSAL, scene.proposes(), gone),
            rest(Kind.FILE, scene.brings(), gone),
            scene.prepares(),
            scene.writes()),
        rest(Kind.SAYS, attack.says(), gone),
        rest(Kind.CALL, eachOf(Kind.CALL, attack.calls(), gone, AttackPiece::call), gone),
        rest(Kind.ANSWER, attack.answers(), gone),
        rest(
            Kind.REQUEST,
            eachOf(Kind.REQUEST, attack.requests(), gone, AttackPiece::request),
            gone));
  }

  private static <T> List<T> rest(Kind kind, List<T> all, Set<AttackPiece> gone) {
    return IntStream.range(0, all.size())
        .filter(i -> !gone.contains(new AttackPiece(kind, i, "")))
        .mapToObj(all::get)
        .toList();
  }

  private static <T> List<T> eachOf(
      Kind kind, List<T> all, Set<AttackPiece> gone, Function<Set<String>, Function<T, T>> less) {
    return IntStream.range(0, all.size())
        .mapToObj(
            i -> {
              Set<String> names =
                  gone.stream()
                      .filter(piece -> piece.kind() == kind && piece.index() == i)
                      .map(AttackPiece::key)
                      .collect(Collectors.toSet());
              return less.apply(names).apply(all.get(i));
            })
        .toList();
  }

  private static Function<CallPlan, CallPlan> call(Set<String> without) {
    return call ->
        new CallPlan(
            call.tool(),
            call.fill(),
            call.value(),
            less(call.arguments(), without),
            call.raw(),
            call.learned());
  }

  private static Function<RequestPlan, RequestPlan> request(Set<String> without) {
    return request ->
        new RequestPlan(
            request.sql(),
            request.rebinds(),
            request.method(),
            request.path(),
            request.body(),
            request.as(),
            less(request.headers(), without),
            request.expected());
  }

  private static <T> Map<String, T> less(Map<String, T> all, Set<String> without) {
    Map<String, T> rest = new LinkedHashMap<>(all);
    rest.keySet().removeAll(without);
    return rest;
  }

  /** Whether everything is there that an attack names. */
  static boolean isWhole(Attack attack) {
    Set<String> there = new LinkedHashSet<>();
    attack
        .scene()
        .proposes()
        .forEach(plan -> there.addAll(List.of(plan.name(), plan.name() + "_conversation")));
    attack.scene().brings().forEach(plan -> there.add(plan.name()));
    Matcher named = REFERENCE.matcher(attack.toString());
    return named.results().map(AttackPiece::name).allMatch(there::contains)
        && attack.requests().stream()
            .map(RequestPlan::rebinds)
            .allMatch(name -> name.isEmpty() || there.contains(name));
  }

  private static String name(MatchResult reference) {
    return reference.group(2);
  }
}
