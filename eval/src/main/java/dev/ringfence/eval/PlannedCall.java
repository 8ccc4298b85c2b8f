package dev.ringfence.eval;

/**
 * A call as the model will write it.
 *
 * @param kind what is hostile about its arguments, empty where nothing is
 */
record PlannedCall(String id, String tool, String arguments, String kind) {
  PlannedCall(String id, String tool, String arguments) {
    this(id, tool, arguments, "");
  }
}
