package dev.ringfence.eval;

import dev.ringfence.eval.Attack.FilePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that somebody brought before an attack begins. */
final class BroughtFiles {
  private static final String CANARY = "{canary}";

  private BroughtFiles() {}

  /**
   * Brings all that an attack needs.
   *
   * @return the id of each, under the name that requests have for it
   * @throws LabException where one was not taken
   */
  static Map<String, String> brought(
      Experiment lab, Person person, List<FilePlan> plans, Facts known) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (FilePlan plan : plans) {
      String token = lab.tokens.as(plan.by(), person, known);
      String path = known.fill(plan.path());
      ids.put(
          "file." + plan.name(),
          OwnFiles.add(lab.client, token, path, text(lab, person, plan, known)));
    }
    return ids;
  }

  /** With a word of its own, which nobody but its person may be shown. */
  private static String text(Experiment lab, Person person, FilePlan plan, Facts known) {
    String text = known.fill(plan.text());
    if (!text.contains(CANARY)) {
      return text;
    }
    boolean own = plan.by().equals("self");
    String who = plan.by().equals("customer") ? "self" : plan.by();
    Canary canary =
        lab.book.issue(
            OwnFiles.origin(
                own ? person.tenant().toString() : known.fill("{" + who + ".tenant_id}"),
                own ? person.subject().toString() : known.fill("{" + who + ".id}")),
            false);
    return text.replace(CANARY, canary.value());
  }
}
