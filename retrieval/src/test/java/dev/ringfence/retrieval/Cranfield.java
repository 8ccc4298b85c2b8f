package dev.ringfence.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Cranfield collection (Cleverdon, 1967): abstracts about aerodynamics, questions, and which
 * abstracts answer which question.
 */
record Cranfield(List<Abstract> abstracts, List<Question> questions) {
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "<doc>\\s*<docno>(\\d+)</docno>\\s*<title>(.*?)</title>.*?<text>(.*?)</text>",
          Pattern.DOTALL);
  private static final Pattern TOPIC = Pattern.compile("<title>(.*?)</title>", Pattern.DOTALL);

  record Abstract(int number, String title, String text) {}

  /**
   * @param relevant the numbers of the abstracts that answer it
   */
  record Question(String text, Set<Integer> relevant) {}

  static Cranfield read(Path folder) throws IOException {
    List<Abstract> abstracts = new ArrayList<>();
    DOCUMENT
        .matcher(Files.readString(folder.resolve("cran.all.1400.xml")))
        .results()
        .forEach(
            each ->
                abstracts.add(
                    new Abstract(
                        Integer.parseInt(each.group(1)),
                        oneLine(each.group(2)),
                        oneLine(each.group(3)))));
    Map<Integer, Set<Integer>> relevant = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("cranqrel.trec.txt"))) {
      String[] parts = line.strip().split("\\s+", -1);
      if (Integer.parseInt(parts[3]) > 0) {
        relevant
            .computeIfAbsent(Integer.parseInt(parts[0]), _ -> new HashSet<>())
            .add(Integer.parseInt(parts[2]));
      }
    }
    // The judgements count the questions from 1; the numbers that stand beside them are others.
    List<Question> questions = new ArrayList<>();
    TOPIC
        .matcher(Files.readString(folder.resolve("cran.qry.xml")))
        .results()
        .forEach(
            each ->
                questions.add(
                    new Question(
                        oneLine(each.group(1)),
                        relevant.getOrDefault(questions.size() + 1, Set.of()))));
    return new Cranfield(List.copyOf(abstracts), List.copyOf(questions));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
