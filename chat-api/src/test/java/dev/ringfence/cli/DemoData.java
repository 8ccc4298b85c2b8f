package dev.ringfence.cli;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.identity.DemoIssuer;
import java.util.Map;

/** Databases with the demo companies. */
final class DemoData {
  private DemoData() {}

  /** A fresh one, filled as on 21 November 2026, with members of the demo's own issuer. */
  static TestDatabase create() {
    return TestDatabases.create(
        "demo_of_commands",
        admin ->
            new DatabaseMigrator(admin)
                .apply(
                    "db/demo",
                    "ringfence",
                    "demo_history",
                    Map.of("demo_today", "2026-11-21", "demo_issuer", DemoIssuer.ISSUER)));
  }
}
