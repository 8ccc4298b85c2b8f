package dev.ringfence.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many protections were taken away, and how many of these were noticed, as {@code eval
 * sabotage} printed it.
 */
public record SabotageScore(int noticed, int survived, int unproven, String sha256) {
  private static final Pattern LINE =
      Pattern.compile("[a-z0-9-]+ +(KILLED|SURVIVED|NO PROOF)(?: .*)?");

  /**
   * Reads the standard output of {@code eval sabotage}.
   *
   * @throws ReportException when it cannot be read, or has a line that is none of its
   */
  public static SabotageScore read(Path file) {
    int noticed = 0;
    int survived = 0;
    int unproven = 0;
    String text;
    try {
      text = Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read");
    }
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new ReportException(file + ": not a line of eval sabotage: " + Printable.of(line));
      }
      switch (matcher.group(1)) {
        case "KILLED" -> noticed++;
        case "SURVIVED" -> survived++;
        default -> unproven++;
      }
    }
    if (noticed + survived + unproven == 0) {
      throw new ReportException(file + " has no sabotage");
    }
    return new SabotageScore(noticed, survived, unproven, Issue.sha256(text.getBytes(UTF_8)));
  }
}
