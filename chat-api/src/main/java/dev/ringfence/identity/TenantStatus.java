package dev.ringfence.identity;

/** Whether a tenant is served. */
public enum TenantStatus {
  ACTIVE,
  SUSPENDED
}
