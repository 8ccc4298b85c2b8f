package dev.ringfence.cli;

import dev.ringfence.chat.AnswerLimits;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.Pooler;
import dev.ringfence.database.PostgresUri;

/** What {@code up} and {@code serve} take from the settings in the same way. */
final class CommonSettings {
  private CommonSettings() {}

  /**
   * How the service reaches its database.
   *
   * @param app the login for signed-in people
   */
  static DatabaseSettings database(
      Configuration configuration, DataFolder folder, PostgresUri app) {
    String pooler = configuration.get(Setting.DATABASE_POOLER);
    try {
      return new DatabaseSettings(
          app,
          configuration
              .uri(Setting.VISITOR_DATABASE_URL)
              .orElseGet(() -> app.withLogin("ringfence_public", folder.password("public"))),
          InstanceKeys.seal(configuration, folder),
          configuration.duration(Setting.SEAL_ROTATION),
          configuration.number(Setting.DATABASE_CONNECTIONS, 1, 200),
          Pooler.of(pooler)
              .orElseThrow(
                  () -> Configuration.wrong("RINGFENCE_DATABASE_POOLER is none or transaction")));
    } catch (IllegalArgumentException e) {
      throw Configuration.wrong("RINGFENCE_SEAL_ROTATION: " + e.getMessage());
    }
  }

  static AnswerLimits limits(Configuration configuration) {
    AnswerLimits standard = AnswerLimits.STANDARD;
    return new AnswerLimits(
        standard.rounds(),
        standard.calls(),
        standard.history(),
        configuration.duration(Setting.ANSWER_TIMEOUT));
  }
}
