package dev.ringfence.eval;

import java.util.Map;

/**
 * A call as the model will write it.
 *
 * @param plan what makes the same call in another run, where other ids and words may stand
 * @param kind what is hostile about its arguments, empty where nothing is
 */
record PlannedCall(String id, String tool, String arguments, Attack.CallPlan plan, String kind) {
  /** One that is made as it stands here. */
  PlannedCall(String id, String tool, String arguments) {
    this(id, tool, arguments, new Attack.CallPlan(tool, "", "", Map.of(), arguments, false), "");
  }
}
