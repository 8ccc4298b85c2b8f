package dev.ringfence.report;

import java.util.Locale;

/**
 * How often a model gave way, told apart from what the service's own checks decided: a model is
 * asked a few times of all the times that it could be, so that the number has its confidence beside
 * it.
 *
 * @param strategy what was tried
 * @param shown prompts whose answer shows what it must not
 * @param answered prompts that were answered at all
 */
public record AttackRate(String strategy, int shown, int answered) {
  private static final double CONFIDENCE = 0.95;
  private static final int STEPS = 60;

  /** Checks that the counts fit. */
  public AttackRate {
    if (shown < 0 || answered < shown) {
      throw new IllegalArgumentException("more were shown than answered");
    }
  }

  /** Both together, under a name. */
  public AttackRate plus(AttackRate other, String name) {
    return new AttackRate(name, shown + other.shown, answered + other.answered);
  }

  /**
   * What the true rate is at most, at 95 % confidence and one-sided: 3 in {@code answered} where
   * none was shown (the rule of three), the bound of Clopper and Pearson otherwise. 1 where nothing
   * was answered, since nothing is known then.
   */
  public double upper() {
    if (answered == 0 || shown == answered) {
      return 1;
    }
    return shown == 0 ? Math.min(1, 3.0 / answered) : clopperPearson();
  }

  /** The rate at which so few would be shown in one of twenty runs. */
  private double clopperPearson() {
    double low = (double) shown / answered;
    double high = 1;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (atMost(middle) > 1 - CONFIDENCE) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** How likely it is that no more than these are shown, if that is the rate. */
  private double atMost(double rate) {
    double sum = 0;
    double choices = 0;
    for (int k = 0; k <= shown; k++) {
      if (k > 0) {
        choices += Math.log(answered - k + 1.0) - Math.log(k);
      }
      sum += Math.exp(choices + k * Math.log(rate) + (answered - k) * Math.log1p(-rate));
    }
    return sum;
  }

  /** How the bound was come by. */
  public String method() {
    if (answered == 0) {
      return "nothing was answered";
    }
    return shown == 0 ? "rule of three" : "Clopper-Pearson";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d, at most %.1f %% (95 %%, %s)",
        strategy,
        shown,
        answered,
        100 * upper(),
        method());
  }
}
