package dev.ringfence.eval;

/** A call as the model will write it. */
record PlannedCall(String id, String tool, String arguments) {}
