package dev.ringfence.report;

import java.util.List;

/**
 * What was run against what.
 *
 * @param corpus hash of the attacks, strategies and sabotages
 * @param schema hash of the migrations
 * @param chosen what of the corpus was run: a profile, or the names that it was narrowed to; empty
 *     where nobody said
 */
public record Build(String version, String corpus, String schema, String chosen) {
  /** What the writers of reports, and the service, are at. */
  public static final String VERSION = "0.1.0";

  private static final String ONLY = "only ";

  /** Of which nobody said what was run. */
  public Build(String version, String corpus, String schema) {
    this(version, corpus, schema, "");
  }

  /** The same, of which this was run. */
  public Build of(String words) {
    return new Build(version, corpus, schema, words);
  }

  /** Of some attacks, which somebody chose. */
  public static String only(List<String> names) {
    return ONLY + String.join(", ", names);
  }

  /** Whether somebody chose what was run. */
  boolean isPart() {
    return chosen.startsWith(ONLY);
  }

  /** Whether both are of one version, with one corpus and one schema, whatever was run of it. */
  public boolean isOf(Build other) {
    return of("").equals(other.of(""));
  }
}
