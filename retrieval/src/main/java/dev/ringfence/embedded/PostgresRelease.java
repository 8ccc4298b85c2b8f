package dev.ringfence.embedded;

import java.util.List;

/**
 * A PostgreSQL that can be put together: the server's version, and where Debian has its headers and
 * pgvector's source.
 *
 * @param server the version of the server's artifact, such as 17.11
 * @param suites Debian's releases to look in, in no order
 * @param pgvector the version of pgvector that these have, empty for a server without it
 */
record PostgresRelease(String server, List<String> suites, String pgvector) {
  /** What the service itself runs on where the machine has nothing of its own. */
  static final PostgresRelease EMBEDDED = new PostgresRelease("17.11", List.of("trixie"), "0.8.0");

  String major() {
    return server.substring(0, server.indexOf('.'));
  }

  /**
   * Of its folder; changes when what is put together changes, so that an older one is left alone.
   */
  String folder() {
    return "postgresql-" + server + "-pgvector-" + pgvector + "-1";
  }
}
