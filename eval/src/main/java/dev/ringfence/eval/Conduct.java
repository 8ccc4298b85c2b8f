package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the attacker's model does in one case. */
interface Conduct {
  /** The calls of the model's next turn; none where the answer is due. */
  List<PlannedCall> next(String body, JsonNode request);

  /** What it says when it calls no more. */
  String answer();
}
