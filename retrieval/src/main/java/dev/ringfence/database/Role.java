package dev.ringfence.database;

/** What a principal is within a tenant. */
public enum Role {
  VISITOR,
  CUSTOMER,
  STAFF
}
