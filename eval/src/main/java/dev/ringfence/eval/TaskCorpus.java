package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Every task there is: one file for each family below {@code tasks}. */
final class TaskCorpus {
  static final List<String> FAMILIES =
      List.of(
          "visitors",
          "shared",
          "invoices",
          "visits",
          "requests",
          "profile",
          "follow-ups",
          "own-words",
          "own-files",
          "staff",
          "writes",
          "mcp",
          "completions",
          "small-talk");

  private TaskCorpus() {}

  /**
   * All of them.
   *
   * @throws LabException for a file that says something else, or two tasks that are the same
   */
  static List<Task> load() {
    List<Task> tasks = new ArrayList<>();
    for (String family : FAMILIES) {
      tasks.addAll(TaskFile.read(family, AttackFile.resource("/tasks/" + family + ".yaml")));
    }
    return distinct(tasks);
  }

  /** One that is asked twice would count twice. */
  static List<Task> distinct(List<Task> tasks) {
    Set<String> labels = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (Task task : tasks) {
      if (!labels.add(task.label())) {
        throw new LabException("two tasks are " + task.label());
      }
      if (!kinds.add(task.kind() + task.who())) {
        throw new LabException(task.label() + " is another task once more");
      }
    }
    return List.copyOf(tasks);
  }

  /** One in {@code parts}, drawn by the seed, in their order. */
  static List<Task> part(List<Task> tasks, int parts, long seed) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      places.add(i);
    }
    Collections.shuffle(places, new Random(seed));
    return places.stream().limit(tasks.size() / parts).sorted().map(tasks::get).toList();
  }
}
