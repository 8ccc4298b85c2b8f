package dev.ringfence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page of the documentation has somebody do, in its order: files that the sentence before
 * them names, and commands with what they print.
 */
record Transcript(List<Step> steps) {
  private static final Pattern NAMED = Pattern.compile("`([\\w-]+\\.(?:sql|yaml))`");

  sealed interface Step {
    record Write(String name, String content) implements Step {}

    /**
     * @param printed what it prints, with {@code …} for anything, and on a line alone for any lines
     *     or none
     */
    record Run(String command, String printed) implements Step {
      Pattern pattern() {
        return Pattern.compile(
            Arrays.stream(printed.replaceAll("(?m)^…\n", "…").split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[\\s\\S]*?")));
      }
    }
  }

  static Transcript of(Path page) throws IOException {
    List<Step> steps = new ArrayList<>();
    String before = "";
    List<String> lines = Files.readAllLines(page);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("```")) {
        before = lines.get(i).isBlank() ? before : lines.get(i);
        continue;
      }
      int end = i + 1;
      while (!lines.get(end).equals("```")) {
        end++;
      }
      List<String> block = lines.subList(i + 1, end);
      if (lines.get(i).equals("```console")) {
        steps.addAll(commands(block));
      } else {
        steps.add(new Step.Write(fileNamed(before), String.join("\n", block) + "\n"));
      }
      i = end;
    }
    return new Transcript(List.copyOf(steps));
  }

  private static String fileNamed(String sentence) {
    return NAMED
        .matcher(sentence)
        .results()
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError("no file is named before a block: " + sentence))
        .group(1);
  }

  private static List<Step> commands(List<String> block) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < block.size(); ) {
      String command = block.get(i).substring("$ ".length());
      int end = i + 1;
      while (end < block.size() && !block.get(end).startsWith("$ ")) {
        end++;
      }
      steps.add(new Step.Run(command, String.join("\n", block.subList(i + 1, end))));
      i = end;
    }
    return steps;
  }
}
