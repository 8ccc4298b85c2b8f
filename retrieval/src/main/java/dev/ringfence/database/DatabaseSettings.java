package dev.ringfence.database;

import java.time.Duration;

/**
 * What the service needs to reach its database.
 *
 * @param app the login for signed-in people
 * @param visitors the login for visitors, which has no right on anything of customers
 * @param sealKey the root of the keys that seal the context of a principal
 * @param sealRotation how long one of those keys is used, a minute to a day
 * @param connections the size of each login's pool, 1 to 200
 */
public record DatabaseSettings(
    PostgresUri app,
    PostgresUri visitors,
    SealKey sealKey,
    Duration sealRotation,
    int connections,
    Pooler pooler) {
  /** How long a sealing key is used where nothing else is set. */
  public static final Duration ROTATION = Duration.ofHours(1);

  public DatabaseSettings {
    if (connections < 1 || connections > 200) {
      throw new IllegalArgumentException("a pool has 1 to 200 connections, not " + connections);
    }
    if (sealRotation.compareTo(Duration.ofMinutes(1)) < 0
        || sealRotation.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("a sealing key is used for 1m to 24h");
    }
  }

  /** A database without a pooler, whose sealing keys are used for {@link #ROTATION}. */
  public DatabaseSettings(PostgresUri app, PostgresUri visitors, SealKey sealKey, int connections) {
    this(app, visitors, sealKey, ROTATION, connections, Pooler.NONE);
  }

  DatabaseSettings withConnections(int otherConnections) {
    return new DatabaseSettings(app, visitors, sealKey, sealRotation, otherConnections, pooler);
  }

  DatabaseSettings withPooler(Pooler otherPooler) {
    return new DatabaseSettings(app, visitors, sealKey, sealRotation, connections, otherPooler);
  }
}
