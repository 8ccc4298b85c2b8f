package dev.ringfence.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One attack as its file describes it; {@code {victim.email}} and the like are filled in for each
 * persona.
 *
 * @param says what the person writes, one message for each turn
 * @param calls what is called, whatever the person asked for: by the model, or by a client of MCP
 * @param answers the forms in which the model repeats all it saw
 * @param requests what is sent to the service without a model, after all that
 */
record Attack(
    String family,
    String name,
    Scene scene,
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

  /** A talk in which the model does nothing. */
  static Attack none() {
    return new Attack("set-up", "talk", Scene.PLAIN, List.of(), List.of(), List.of(), List.of());
  }

  /**
   * Where an attack takes place.
   *
   * @param personas who makes it
   * @param quiet whether the model calls nothing of its own accord, so that only what was there
   *     before reaches it
   * @param door which way the calls go
   * @param proposes what waits for somebody's consent by then
   * @param brings the files that somebody has brought by then
   * @param prepares SQL that the superuser runs before
   * @param writes how many rows of the companies' tables may be another afterwards, no more and no
   *     fewer
   */
  record Scene(
      Set<Persona> personas,
      boolean quiet,
      Door door,
      List<ProposalPlan> proposes,
      List<FilePlan> brings,
      List<String> prepares,
      int writes) {
    static final Scene PLAIN =
        new Scene(Set.of(Persona.values()), false, Door.CHAT, List.of(), List.of(), List.of(), 0);

    Scene {
      personas = Set.copyOf(personas);
      proposes = List.copyOf(proposes);
      brings = List.copyOf(brings);
      prepares = List.copyOf(prepares);
    }

    boolean overMcp() {
      return door == Door.MCP;
    }
  }

  /** A way to what a model may call. */
  enum Door {
    /** The chat. */
    CHAT,
    /** OpenAI's form of the chat. */
    COMPLETIONS,
    /** A client of MCP, with a model of its own. */
    MCP
  }

  /**
   * A write that a model proposes before the attack begins; requests know it as {@code
   * {proposal.NAME}} and its conversation as {@code {proposal.NAME_conversation}}.
   *
   * @param by {@code self}, {@code victim}, {@code stranger}, or {@code customer}, one of staff's
   *     own company
   * @param arguments where {@code {canary}} is a word that only its person may see
   */
  record ProposalPlan(String name, String by, String tool, String arguments) {}

  /**
   * A file that somebody brings before the attack begins; requests know it as {@code {file.NAME}}.
   *
   * @param by whose token it is sent with: see {@link Tokens}
   * @param path where it is sent, with its name and what else is said about it
   * @param text what it says, where {@code {canary}} is a word that only its person may see
   */
  record FilePlan(String name, String by, String path, String text) {}

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
   * @param sql what the superuser runs before it is sent
   * @param rebinds the name of a proposal that is bound anew before, as the service would have
   * @param path empty for the SQL alone
   * @param as {@code self}, {@code victim}, {@code stranger}, {@code customer}, {@code nobody}, or
   *     a token that is not one: see {@link Tokens}
   */
  record RequestPlan(
      String sql,
      String rebinds,
      String method,
      String path,
      String body,
      String as,
      Map<String, String> headers,
      Expected expected) {}

  /**
   * What answers a request rightly.
   *
   * @param status the codes that refuse or answer it
   * @param shows what has to stand in the answer
   * @param hides what must not
   * @param same all answers of one case that have this in common are the same, byte for byte
   * @param refused whether a call over MCP has to be refused, which has the status of success
   * @param eventually whether it is sent again until it is answered so, for some seconds
   */
  record Expected(
      List<Integer> status,
      List<String> shows,
      List<String> hides,
      String same,
      boolean refused,
      boolean eventually) {
    Expected {
      status = List.copyOf(status);
      shows = List.copyOf(shows);
      hides = List.copyOf(hides);
    }
  }
}
