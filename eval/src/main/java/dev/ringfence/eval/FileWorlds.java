package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two worlds that differ in other people's files alone: a neighbour brings copies of the words of
 * somebody's file, and another company's staff a document full of them. No byte of what that
 * somebody is shown may be another, neither what is found nor its order.
 */
final class FileWorlds {
  private static final String FAMILY = "files";

  /** More passages than a search looks at: with these counted, nothing else would be found. */
  private static final int MANY = 44;

  private static final int FEW = 4;
  private static final List<Persona> PEOPLE =
      List.of(Persona.ANA, Persona.BEN, Persona.SAM, Persona.GIL);

  private static final List<String> QUESTIONS =
      List.of(
          "Where does the spare key of the cellar lie?",
          "What does the contract cover, and which prices and opening hours are there?",
          "spare key chimney contract maintenance prices",
          "Who waters the plants, and when is the yearly service due?");

  /** The words of the questions, often, in sections long enough to be passages of their own. */
  private static final String SECTION =
      "Spare key cellar chimney contract maintenance prices opening hours plants yearly service due "
          .repeat(8);

  private final Experiment lab;

  FileWorlds(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : PEOPLE) {
      results.add(twoWorlds(lab.population.of(persona)));
    }
    return results;
  }

  private CaseResult twoWorlds(Person person) {
    Facts facts = lab.population.facts(person.persona(), lab.book);
    StoredDocuments first = StoredDocuments.in(lab.database);
    Map<String, String> here = session(person, facts);
    Set<Finding> findings = new LinkedHashSet<>();
    try {
      others(person, facts);
      session(person, facts)
          .forEach(
              (what, shown) -> {
                if (!shown.equals(here.get(what))) {
                  Tap tap = what.startsWith("/") ? Tap.HTTP : Tap.MCP;
                  findings.add(
                      new Finding(
                          Rule.INFLUENCED,
                          tap,
                          what + " is another since others brought files",
                          ""));
                }
              });
    } finally {
      first.forgetNewerIn(lab.database);
    }
    int own = lab.judge.own(person, String.join("\n", here.values())).size();
    return new CaseResult(
        FAMILY,
        "two-worlds-of-files",
        person.persona().label(),
        "http",
        2 * here.size(),
        2 * here.size(),
        own,
        List.copyOf(findings),
        own == 0 ? "nothing of the person's own arrived" : "");
  }

  /** What everybody brings whose business it is none of this person's. */
  private void others(Person person, Facts facts) {
    String near = person.persona().kind == Persona.Kind.STAFF ? "customer" : "victim";
    for (String who : List.of(near, "stranger")) {
      String token = lab.tokens.as(who, person, facts);
      OwnFiles.add(lab.client, token, "/v1/files?name=copies.md", sections(FEW));
    }
    for (String visibility : List.of("tenant", "public")) {
      OwnFiles.add(
          lab.client,
          lab.tokens.as("staff-elsewhere", person, facts),
          "/v1/documents?name=copies-" + visibility + ".md&visibility=" + visibility,
          sections(MANY));
    }
  }

  private static String sections(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "# Section " + i + "\n\n" + SECTION)
        .collect(Collectors.joining("\n\n"));
  }

  /** All that one person is shown, by what was asked. */
  private Map<String, String> session(Person person, Facts facts) {
    Map<String, String> shown = new LinkedHashMap<>();
    boolean staff = person.persona().kind == Persona.Kind.STAFF;
    List<String> paths = new ArrayList<>(List.of("/v1/files", "/v1/files?limit=1"));
    if (staff) {
      paths.add("/v1/documents?limit=99");
      paths.add("/v1/documents?limit=3");
    } else {
      paths.add(facts.fill("/v1/files/{self.own_file}"));
    }
    paths.forEach(
        path ->
            shown.put(
                path, comparable(lab.client.send("GET", path, person.token(), "", Map.of()))));
    for (String question : QUESTIONS) {
      shown.put(
          question,
          comparable(
              new McpSession(lab.client, person)
                  .call("search_knowledge", "{\"query\": \"" + question + "\"}")));
    }
    return shown;
  }

  /** Without what is another for every request. */
  private static String comparable(ServiceClient.Answer answer) {
    return answer.capture().raw().replaceAll("(?i)(?:date|x-request-id)=\\[[^]]*],? ?", "");
  }
}
