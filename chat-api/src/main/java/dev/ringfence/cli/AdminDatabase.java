package dev.ringfence.cli;

import dev.ringfence.database.PostgresUri;

/**
 * The database that an operator's command works on, with an administrator's login: the one that is
 * configured, else that of the instance which runs in {@code --data}.
 */
final class AdminDatabase {
  private AdminDatabase() {}

  /**
   * @throws CommandException when there is neither; it ends the command as a wrong configuration
   */
  static PostgresUri of(Configuration configuration, DataFolder folder) {
    return configuration
        .uri(Setting.ADMIN_DATABASE_URL)
        .or(() -> folder.adminDatabaseUri().map(PostgresUri::parse))
        .orElseThrow(
            () ->
                Configuration.wrong(
                    "set RINGFENCE_ADMIN_DATABASE_URL, or --data of a running instance"));
  }
}
