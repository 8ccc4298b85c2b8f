package dev.ringfence.eval;

import dev.ringfence.eval.Task.Brought;
import dev.ringfence.eval.Task.Call;
import dev.ringfence.eval.Task.Door;
import dev.ringfence.eval.Task.Step;
import dev.ringfence.eval.Task.Who;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a file of tasks says. An entry is as many tasks as it has people, people to ask about,
 * and languages.
 */
final class TaskFile {
  private static final Set<String> OF_A_STEP =
      Set.of(
          "says",
          "search",
          "calls",
          "tells",
          "answers",
          "holds",
          "masks",
          "hides",
          "scope",
          "approves",
          "written");
  private static final Set<String> OF_A_TASK =
      Set.of("name", "as", "about", "door", "facts", "brings", "then", "undo");
  private static final Set<String> OF_A_FILE = Set.of("by", "path", "text");
  private static final Set<String> LANGUAGES =
      Set.of("en", "es", "de", "fr", "it", "pt", "pl", "zh");
  private static final Map<String, String> CUSTOMERS =
      Map.of(
          "ana", "acme", "ben", "acme", "cleo", "acme", "gil", "globex", "gwen", "globex", "gus",
          "globex");
  private static final String ENGLISH = "en";

  private TaskFile() {}

  /**
   * The tasks of a file, in their order.
   *
   * @throws LabException for what is none, with its name
   */
  static List<Task> read(String family, List<Map<String, Object>> entries) {
    List<Task> tasks = new ArrayList<>();
    for (Map<String, Object> entry : entries) {
      Object name = entry.get("name");
      if (!(name instanceof String known) || known.isBlank()) {
        throw new LabException(family + ": a task has no name: " + entry);
      }
      try {
        tasks.addAll(tasks(family, known, entry));
      } catch (LabException e) {
        throw new LabException(family + "/" + known + ": " + e.getMessage(), e);
      }
    }
    return tasks;
  }

  private static List<Task> tasks(String family, String name, Map<String, Object> entry) {
    for (String key : entry.keySet()) {
      if (!OF_A_TASK.contains(key) && !OF_A_STEP.contains(key)) {
        throw new LabException("there is no key " + key);
      }
    }
    List<Who> people = people(entry);
    if (people.isEmpty()) {
      throw new LabException("nobody asks");
    }
    List<Task> tasks = new ArrayList<>();
    for (String language : languages(entry.get("says"))) {
      List<Step> steps = steps(entry, language);
      for (Who who : people) {
        tasks.add(
            new Task(
                family,
                name,
                language,
                who,
                door(entry),
                strings(entry, "facts"),
                brought(entry, who),
                steps,
                text(entry, "undo")));
      }
    }
    return tasks;
  }

  private static Door door(Map<String, Object> entry) {
    return switch (text(entry, "door")) {
      case "", "chat" -> Door.CHAT;
      case "completions" -> Door.COMPLETIONS;
      case "mcp" -> Door.MCP;
      default -> throw new LabException("there is no door " + entry.get("door"));
    };
  }

  private static List<Who> people(Map<String, Object> entry) {
    List<String> about = strings(entry, "about");
    List<Who> people = new ArrayList<>();
    for (String as : strings(entry, "as")) {
      Who who = who(as);
      if (about.isEmpty()) {
        people.add(who);
      }
      for (String customer : about) {
        String tenant = CUSTOMERS.get(customer);
        if (tenant == null) {
          throw new LabException("there is no customer " + customer);
        }
        if (tenant.equals(who.tenant())) {
          people.add(new Who(tenant, who.user(), customer));
        }
      }
    }
    return people;
  }

  private static Who who(String as) {
    String[] part = as.split("/", -1);
    String user = part.length == 2 ? part[1] : "";
    boolean known =
        user.isEmpty()
            || part[0].equals(CUSTOMERS.get(user))
            || Set.of("acme/sam", "globex/stu").contains(as);
    if (part.length > 2 || !Set.of("acme", "globex").contains(part[0]) || !known) {
      throw new LabException("there is nobody who is " + as);
    }
    return new Who(part[0], user, "");
  }

  private static List<Brought> brought(Map<String, Object> entry, Who who) {
    List<Brought> all = new ArrayList<>();
    for (Map<String, Object> file : AttackFile.maps(entry.get("brings"))) {
      for (String key : file.keySet()) {
        if (!OF_A_FILE.contains(key)) {
          throw new LabException("a file has no key " + key);
        }
      }
      String by = text(file, "by");
      all.add(
          new Brought(by.isEmpty() ? who : who(by), needed(file, "path"), needed(file, "text")));
    }
    return all;
  }

  /** One sentence is English; several have the names of their languages. */
  private static List<String> languages(@Nullable Object says) {
    if (!(says instanceof Map<?, ?> sentences)) {
      return List.of(ENGLISH);
    }
    List<String> languages = sentences.keySet().stream().map(String::valueOf).toList();
    for (String language : languages) {
      if (!LANGUAGES.contains(language)) {
        throw new LabException("there is no language " + language);
      }
    }
    return languages;
  }

  private static List<Step> steps(Map<String, Object> entry, String language) {
    List<Step> steps = new ArrayList<>(List.of(step(entry, language)));
    for (Map<String, Object> then : AttackFile.maps(entry.get("then"))) {
      for (String key : then.keySet()) {
        if (!OF_A_STEP.contains(key)) {
          throw new LabException("what comes then has no key " + key);
        }
      }
      steps.add(step(then, language));
    }
    return steps;
  }

  private static Step step(Map<String, Object> entry, String language) {
    Object approves = entry.get("approves");
    if (approves != null && !(approves instanceof Boolean)) {
      throw new LabException("approves is true or false, not " + approves);
    }
    return new Step(
        said(entry, language),
        calls(entry),
        strings(entry, "tells"),
        text(entry, "answers"),
        strings(entry, "holds"),
        strings(entry, "masks"),
        strings(entry, "hides"),
        text(entry, "scope"),
        Optional.ofNullable((Boolean) approves),
        text(entry, "written"));
  }

  private static String said(Map<String, Object> entry, String language) {
    Object says = entry.get("says");
    Object said = says instanceof Map<?, ?> sentences ? sentences.get(language) : says;
    if (!(said instanceof String text) || text.isBlank()) {
      throw new LabException("says nothing in " + language);
    }
    return text;
  }

  private static List<Call> calls(Map<String, Object> entry) {
    List<Call> calls = new ArrayList<>();
    if (entry.containsKey("search")) {
      Object query = entry.get("search");
      // A decent model asks the documents in their own language.
      String words = query instanceof String text ? text : said(entry, ENGLISH);
      calls.add(new Call("search_knowledge", Map.of("query", words)));
    }
    for (Map<String, Object> call : AttackFile.maps(entry.get("calls"))) {
      call.forEach(
          (tool, arguments) -> {
            Map<String, Object> named = new LinkedHashMap<>();
            AttackFile.maps(arguments).forEach(named::putAll);
            calls.add(new Call(tool, named));
          });
    }
    return calls;
  }

  private static List<String> strings(Map<String, Object> entry, String key) {
    Object value = entry.get(key);
    if (value instanceof Map) {
      throw new LabException(key + " is a text or a list of texts");
    }
    return AttackFile.strings(value);
  }

  private static String text(Map<String, Object> entry, String key) {
    Object value = entry.get(key);
    if (value == null || value instanceof String) {
      return value == null ? "" : (String) value;
    }
    throw new LabException(
        key + " is a text, not " + String.valueOf(value).toLowerCase(Locale.ROOT));
  }

  private static String needed(Map<String, Object> entry, String key) {
    String text = text(entry, key);
    if (text.isEmpty()) {
      throw new LabException("a file has no " + key);
    }
    return text;
  }
}
