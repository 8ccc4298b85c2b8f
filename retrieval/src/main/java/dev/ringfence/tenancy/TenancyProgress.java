package dev.ringfence.tenancy;

/** Where the work on a tenant's rows is told to a person. */
@FunctionalInterface
public interface TenancyProgress {
  /**
   * Rows of a table were done, since the last time it was told.
   *
   * @param all rows there were of it
   */
  void rows(String table, long done, long all);
}
