package dev.ringfence.cli;

import dev.ringfence.chat.RingfenceService.StartException;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.DatabaseMigrator.MigrationException;
import dev.ringfence.embedded.PostgresUnavailableException;
import dev.ringfence.parsing.ReaderUnavailableException;
import dev.ringfence.tenancy.TenancyException;
import dev.ringfence.tools.RefusedTools;
import dev.ringfence.tools.ToolFileError;

/** What a failure means for the person who typed a command. */
final class Failures {
  private Failures() {}

  static String describe(Throwable failure) {
    return switch (failure) {
      case StartException _,
          MigrationException _,
          PostgresUnavailableException _,
          ReaderUnavailableException _,
          TenancyException _ ->
          String.valueOf(failure.getMessage());
      case RefusedTools _, ToolFileError _ -> String.valueOf(failure.getMessage());
      case DatabaseException e -> "the database cannot be used (" + e.code() + ")";
      default -> "something went wrong: " + failure;
    };
  }
}
