package dev.ringfence.cli;

import dev.ringfence.chat.AnswerLimits;

/** What {@code up} and {@code serve} take from the settings in the same way. */
final class CommonSettings {
  private CommonSettings() {}

  static AnswerLimits limits(Configuration configuration) {
    AnswerLimits standard = AnswerLimits.STANDARD;
    return new AnswerLimits(
        standard.rounds(),
        standard.calls(),
        standard.history(),
        configuration.duration(Setting.ANSWER_TIMEOUT));
  }
}
