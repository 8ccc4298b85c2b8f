package dev.ringfence.eval;

import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Attack.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes an attack smaller for as long as it shows the same finding: first each call is planned by
 * itself, as it was made, then whatever is not needed is taken away, by {@link DeltaDebugging}, and
 * in the end the person's words.
 */
final class Minimizer {
  private static final String FEW_WORDS = "Hello.";

  /**
   * How long it may go on.
   *
   * @param trials cases that are run at most
   */
  record Bounds(int trials, Duration time) {
    Bounds {
      if (trials < 1 || !time.isPositive()) {
        throw new IllegalArgumentException("at least one trial, and some time");
      }
    }
  }

  /**
   * What became of an attack.
   *
   * @param trials cases that were run
   * @param least whether nothing more can be taken away, or only the bounds were reached
   */
  record Minimized(Attack attack, int trials, boolean least) {}

  /**
   * What one trial came to.
   *
   * @param shows whether the finding came
   * @param made the calls that were made in it
   */
  record Trial(boolean shows, List<CallPlan> made) {
    Trial {
      made = List.copyOf(made);
    }
  }

  private final Function<Attack, Trial> run;
  private final Persona persona;
  private final Bounds bounds;
  private final Consumer<String> progress;
  private final long begun = System.nanoTime();
  private int trials;
  private boolean ended;

  /**
   * @param run one case of an attack
   */
  Minimizer(
      Function<Attack, Trial> run, Persona persona, Bounds bounds, Consumer<String> progress) {
    this.run = run;
    this.persona = persona;
    this.bounds = bounds;
    this.progress = progress;
  }

  /** As small as it gets; empty where the attack does not show the finding at all. */
  Optional<Minimized> minimize(Attack attack) {
    Attack alone = as(attack, attack.scene().quiet(), attack.calls(), attack.says());
    Trial first = attempt(alone);
    if (!first.shows()) {
      return Optional.empty();
    }
    Attack now = alone;
    if (!first.made().isEmpty()) {
      Attack apart = as(alone, true, first.made(), alone.says());
      now = shows(apart) ? apart : alone;
    }
    Attack before;
    do {
      before = now;
      now = less(now, AttackPiece.wholeOf(now));
      now = less(now, AttackPiece.detailsOf(now));
    } while (!now.equals(before) && !ended);
    now = withFewWords(now);
    return Optional.of(new Minimized(now, trials, !ended));
  }

  private Attack less(Attack attack, List<AttackPiece> pieces) {
    List<AttackPiece> kept =
        DeltaDebugging.reduce(pieces, some -> shows(AttackPiece.without(attack, pieces, some)));
    return AttackPiece.without(attack, pieces, kept);
  }

  private Attack withFewWords(Attack attack) {
    Attack now = attack;
    for (int i = 0; i < attack.says().size(); i++) {
      List<String> says = new ArrayList<>(now.says());
      if (!says.set(i, FEW_WORDS).equals(FEW_WORDS)) {
        Attack shorter = as(now, now.scene().quiet(), now.calls(), says);
        now = shows(shorter) ? shorter : now;
      }
    }
    return now;
  }

  private boolean shows(Attack attack) {
    if (!AttackPiece.isWhole(attack)) {
      return false;
    }
    if (trials >= bounds.trials() || System.nanoTime() - begun > bounds.time().toNanos()) {
      ended = true;
      return false;
    }
    return attempt(attack).shows();
  }

  private Trial attempt(Attack attack) {
    trials++;
    Trial trial = run.apply(attack);
    progress.accept(
        "trial "
            + trials
            + ": "
            + (AttackPiece.wholeOf(attack).size() + AttackPiece.detailsOf(attack).size())
            + " pieces, "
            + (trial.shows() ? "still there" : "gone"));
    return trial;
  }

  private Attack as(Attack attack, boolean quiet, List<CallPlan> calls, List<String> says) {
    Scene scene = attack.scene();
    return new Attack(
        attack.family(),
        attack.name(),
        new Scene(
            Set.of(persona),
            quiet,
            scene.door(),
            scene.proposes(),
            scene.brings(),
            scene.prepares(),
            scene.writes()),
        says,
        calls,
        attack.answers(),
        attack.requests());
  }
}
