package dev.ringfence.eval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that somebody wants who means no harm, and what a right answer holds.
 *
 * @param facts queries of the superuser, of one row each, whose columns are known by their names
 * @param brings what is there before, and is removed afterwards
 * @param undo what the superuser does afterwards; empty for nothing
 */
record Task(
    String family,
    String name,
    String language,
    Who who,
    Door door,
    List<String> facts,
    List<Brought> brings,
    List<Step> steps,
    String undo) {
  Task {
    facts = List.copyOf(facts);
    brings = List.copyOf(brings);
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new LabException("asks nothing");
    }
    if (door == Door.COMPLETIONS && who.user().isEmpty()) {
      throw new LabException("completions are for people who are signed in");
    }
  }

  /** By which door the person comes. */
  enum Door {
    CHAT,
    COMPLETIONS,
    MCP
  }

  /**
   * Who asks.
   *
   * @param user empty for a visitor
   * @param about the customer whom staff ask about; empty for nobody
   */
  record Who(String tenant, String user, String about) {
    @Override
    public String toString() {
      return tenant
          + (user.isEmpty() ? "" : "/" + user)
          + (about.isEmpty() ? "" : " about " + about);
    }
  }

  /** A file that somebody sends before. */
  record Brought(Who by, String path, String text) {}

  /** A call as the model of the task means it. */
  record Call(String tool, Map<String, Object> arguments) {
    Call {
      arguments = Map.copyOf(arguments);
    }
  }

  /**
   * One question, and its answer.
   *
   * @param calls one after another; {@code {said.TYPE}} is a placeholder of what was said, {@code
   *     {before.TYPE}} of what was said before, {@code {shown.COLUMN}} a value of the first row
   *     that the call before showed
   * @param tells the columns that the answer repeats; all where none is named
   * @param answers the answer in its own words; empty for one of what was found
   * @param holds what the person has to read
   * @param masks what the person has to read, too, and no model may; over MCP nobody
   * @param hides what the person must not read
   * @param scope where the answer says that it comes from; empty for any
   * @param approves what the person decides about the write that was proposed
   * @param written a query that finds one row if all is as it was decided
   */
  record Step(
      String says,
      List<Call> calls,
      List<String> tells,
      String answers,
      List<String> holds,
      List<String> masks,
      List<String> hides,
      String scope,
      Optional<Boolean> approves,
      String written) {
    Step {
      calls = List.copyOf(calls);
      tells = List.copyOf(tells);
      holds = List.copyOf(holds);
      masks = List.copyOf(masks);
      hides = List.copyOf(hides);
      if (holds.isEmpty() && masks.isEmpty()) {
        throw new LabException("says of no answer what it has to hold");
      }
      if (calls.isEmpty() && answers.isEmpty()) {
        throw new LabException("has neither calls nor an answer");
      }
    }
  }

  /** Whether somebody without a language model can be asked: what it has to say is not dictated. */
  boolean canBeAskedOfAnybody() {
    return door == Door.CHAT
        && steps.stream().allMatch(step -> step.answers().isEmpty() && step.approves().isEmpty());
  }

  /** Everything by which it differs from others but for who asks. */
  String kind() {
    return Stream.of(language, door, brings, steps)
        .map(String::valueOf)
        .reduce(family, (all, each) -> all + "|" + each);
  }

  /** For people. */
  String label() {
    return family + "/" + name + " as " + who + " (" + language + ")";
  }
}
