package dev.ringfence.database;

/**
 * What the service needs to reach its database.
 *
 * @param app the login for signed-in people
 * @param visitors the login for visitors, which has no right on anything of customers
 * @param sealKey what seals the context of a principal
 * @param connections the size of each login's pool, 1 to 200
 */
public record DatabaseSettings(
    PostgresUri app, PostgresUri visitors, SealKey sealKey, int connections) {
  public DatabaseSettings {
    if (connections < 1 || connections > 200) {
      throw new IllegalArgumentException("a pool has 1 to 200 connections, not " + connections);
    }
  }
}
