package dev.ringfence.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whose a row is, as the row itself says: values of its owner columns in text, null where it says
 * nothing.
 */
public sealed interface RowOwner {
  @Nullable String tenant();

  /** A row of a table that belongs to the tenant as a whole. */
  record OfTenant(@Nullable String tenant) implements RowOwner {}

  /** A row of one customer, which staff read as well. */
  record OfCustomer(@Nullable String tenant, @Nullable String customer) implements RowOwner {}

  /** A row of one person or session, which nobody else reads, staff included. */
  record OfPerson(@Nullable String tenant, @Nullable String person) implements RowOwner {}

  /**
   * A document or a part of one.
   *
   * @param visibility {@code public}, {@code tenant}, {@code customer} or {@code private}
   */
  record OfDocument(@Nullable String tenant, @Nullable String visibility, @Nullable String customer)
      implements RowOwner {}
}
