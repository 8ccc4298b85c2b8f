package dev.ringfence.identity;

/** Whether a tenant is served. */
public enum TenantStatus {
  ACTIVE,
  SUSPENDED,
  /** Nothing of it is left but its short name and its audit, to which nothing is added. */
  ERASED
}
