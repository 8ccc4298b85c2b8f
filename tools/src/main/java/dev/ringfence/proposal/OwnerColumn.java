package dev.ringfence.proposal;

/**
 * A column of a table that says whose a row is.
 *
 * @param name of the column
 * @param identity what its values are ids of; see {@link Identities}
 * @param why the evidence
 */
record OwnerColumn(String name, String type, String identity, String why, Confidence confidence) {
  boolean isUuid() {
    return type.equals("uuid");
  }
}
