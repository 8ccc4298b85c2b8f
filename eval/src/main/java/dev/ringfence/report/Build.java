package dev.ringfence.report;

/**
 * What was run against what.
 *
 * @param corpus hash of the attacks and sabotages
 * @param schema hash of the migrations
 */
public record Build(String version, String corpus, String schema) {
  /** What the writers of reports, and the service, are at. */
  public static final String VERSION = "0.1.0";
}
