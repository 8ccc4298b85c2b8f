package dev.ringfence.doctor;

import java.util.List;

/**
 * A connection to the database that is examined, in one transaction whose search path is {@code
 * pg_catalog} alone, so that every name of another schema is shown with it.
 */
@FunctionalInterface
public interface Catalogue {
  /** What is set in that transaction before the first question. */
  List<String> SETTINGS =
      List.of(
          "SET LOCAL search_path = pg_catalog",
          // Compiling the queries would take longer than running them.
          "SET LOCAL jit = off",
          "SET LOCAL statement_timeout = '60s'");

  /**
   * The rows of a query, each value as text, null as the empty string.
   *
   * @throws CatalogueException when it cannot be answered
   */
  List<List<String>> ask(String sql);
}
