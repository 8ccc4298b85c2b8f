package dev.ringfence.eval;

import java.util.List;
import java.util.Map;

/**
 * One attack as its file describes it; {@code {victim.email}} and the like are filled in for each
 * persona.
 *
 * @param says what the person writes, one message for each turn
 * @param calls what the model calls, whatever the person asked for
 * @param answers the forms in which the model repeats all it saw
 * @param requests what is sent to the service without a model
 */
record Attack(
    String family,
    String name,
    List<String> says,
    List<CallPlan> calls,
    List<String> answers,
    List<RequestPlan> requests) {
  Attack {
    says = List.copyOf(says);
    calls = List.copyOf(calls);
    answers = List.copyOf(answers);
    requests = List.copyOf(requests);
  }

  /**
   * Calls that the model makes.
   *
   * @param tool a name, or {@code *} for every tool of the request
   * @param fill the parameters that get the value, one call for each: {@code string}, {@code
   *     number}, {@code any}, or empty for the arguments alone
   * @param value for a filled parameter
   * @param arguments beside whatever the tool needs
   * @param raw the whole arguments as text, instead of all that, where it is not empty
   * @param learned whether every string parameter gets what earlier results showed instead
   */
  record CallPlan(
      String tool,
      String fill,
      Object value,
      Map<String, Object> arguments,
      String raw,
      boolean learned) {}

  /**
   * A request without a model.
   *
   * @param as {@code self}, {@code nobody}, or a token that is not one: see {@link Tokens}
   * @param expect the status codes that refuse or answer it rightly
   */
  record RequestPlan(
      String method,
      String path,
      String body,
      String as,
      Map<String, String> headers,
      List<Integer> expect) {}
}
