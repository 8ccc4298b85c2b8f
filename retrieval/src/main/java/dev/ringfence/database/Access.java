package dev.ringfence.database;

/** Whether a transaction may write. */
public enum Access {
  READ,
  WRITE
}
