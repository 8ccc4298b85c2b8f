package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Minimizer.Bounds;
import dev.ringfence.eval.Minimizer.Minimized;
import dev.ringfence.eval.Minimizer.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class MinimizerTest {
  private static final CallPlan LEAKING =
      new CallPlan("list_invoices", "", "", Map.of("status", "unpaid", "limit", 20), "", false);
  private static final CallPlan OTHER =
      new CallPlan("get_invoice", "", "", Map.of("number", "{victim.invoice}"), "", false);
  private static final Attack BIG =
      new Attack(
          "ask",
          "big",
          Attack.Scene.PLAIN,
          List.of("Please, {victim.name}.", "And more."),
          List.of(new CallPlan("*", "", "", Map.of(), "", false)),
          List.of("prompt", "image", "html"),
          List.of());

  private static Optional<Minimized> minimize(Attack attack, int trials, Predicate<Attack> shows) {
    Bounds bounds = new Bounds(trials, Duration.ofMinutes(1));
    return new Minimizer(
            each -> new Trial(shows.test(each), each == attack ? List.of() : made(each)),
            Persona.ANA,
            bounds,
            _ -> {})
        .minimize(attack);
  }

  /** As a script says it: every tool by itself where all are called. */
  private static List<CallPlan> made(Attack attack) {
    return attack.calls().stream().anyMatch(call -> call.tool().equals("*"))
        ? List.of(OTHER, LEAKING, new CallPlan("find_customer", "", "", Map.of(), "", false))
        : attack.calls();
  }

  private static boolean leaks(Attack attack) {
    return !attack.says().isEmpty()
        && made(attack).stream()
            .anyMatch(
                call ->
                    call.tool().equals("list_invoices") && call.arguments().containsKey("limit"));
  }

  @Test
  void callThatMattersIsLeftWithTheArgumentThatMatters() {
    Minimized least = minimize(BIG, 1000, MinimizerTest::leaks).orElseThrow();
    assertThat(least.least()).isTrue();
    Attack attack = least.attack();
    assertThat(attack.calls())
        .containsExactly(new CallPlan("list_invoices", "", "", Map.of("limit", 20), "", false));
    assertThat(attack.says()).containsExactly("Hello.");
    assertThat(attack.answers()).isEmpty();
    assertThat(attack.scene().quiet()).isTrue();
    assertThat(attack.scene().personas()).containsExactly(Persona.ANA);
    assertThat(attack.name()).isEqualTo("big");
  }

  @Test
  void boundsEndItWithWhatStillShowsIt() {
    Minimized some = minimize(BIG, 4, MinimizerTest::leaks).orElseThrow();
    assertThat(some.least()).isFalse();
    assertThat(some.trials()).isEqualTo(4);
    assertThat(leaks(some.attack())).isTrue();
  }

  @Test
  void attackThatShowsNothingIsNotMadeSmall() {
    assertThat(minimize(BIG, 10, _ -> false)).isEmpty();
  }

  @Test
  void whatARequestNamesAndWhatTheSuperuserDoesStay() {
    Attack files =
        AttackFile.read(
                "own",
                List.of(
                    Map.of(
                        "name", "a",
                        "brings",
                            List.of(
                                Map.of("name", "one", "text", "x"),
                                Map.of("name", "two", "text", "y")),
                        "requests",
                            List.of(
                                Map.of("path", "/v1/files/{file.one}"),
                                Map.of("path", "/v1/files/{file.two}"),
                                Map.of("sql", "SELECT 1", "path", "/v1/me")))))
            .getFirst();
    Minimized least =
        minimize(
                files,
                1000,
                each -> each.requests().stream().anyMatch(r -> r.path().endsWith("{file.two}")))
            .orElseThrow();
    assertThat(least.attack().scene().brings()).extracting("name").containsExactly("two");
    assertThat(least.attack().requests())
        .extracting("path")
        .containsExactly("/v1/files/{file.two}", "/v1/me");
  }
}
