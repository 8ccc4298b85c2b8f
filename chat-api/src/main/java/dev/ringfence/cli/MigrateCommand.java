package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.retrieval.MissingWords;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringfence migrate}. */
@Command(
    name = "migrate",
    description = {
      "Brings a database to this version, as RINGFENCE_ADMIN_DATABASE_URL, or the instance in --data.",
      "It also sets the passwords of the two logins to those in DATABASE_URL and"
          + " RINGFENCE_VISITOR_DATABASE_URL, and installs the key that seals contexts."
    })
final class MigrateCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    PostgresUri admin = AdminDatabase.of(configuration, folder);
    int applied =
        new DatabaseMigrator(admin)
            .migrate(
                password(configuration, folder, Setting.DATABASE_URL, "app"),
                password(configuration, folder, Setting.VISITOR_DATABASE_URL, "public"),
                InstanceKeys.seal(configuration, folder));
    int worded = new MissingWords(admin).fill();
    new OperatorAudit(configuration, folder).note(Actor.NO_TENANT, "migrate", "");
    System.out.println(
        applied == 0
            ? "The database was up to date."
            : "Applied " + applied + " migration" + (applied == 1 ? "." : "s."));
    if (worded > 0) {
      System.out.println(
          "Listed the words of " + worded + (worded == 1 ? " document." : " documents."));
    }
    return 0;
  }

  private static String password(
      Configuration configuration, DataFolder folder, Setting setting, String name) {
    return configuration
        .uri(setting)
        .map(PostgresUri::password)
        .filter(password -> !password.isEmpty())
        .orElseGet(
            () -> {
              folder.create();
              return folder.password(name);
            });
  }
}
