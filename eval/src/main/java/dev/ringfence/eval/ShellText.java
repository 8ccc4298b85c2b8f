package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for a POSIX shell. Whatever it says, it is one word there and does nothing; and it is one
 * line of printable ASCII, so that a report shows it as it is.
 *
 * <p>{@code {proposal.NAME}}, {@code {file.NAME}} and {@code {origin}} are variables, which earlier
 * lines have set.
 */
final class ShellText {
  private static final Pattern VARIABLE =
      Pattern.compile("\\{(proposal\\.[a-z_]+|file\\.[a-z_]+|origin|huge)\\}");

  private static final String HUGE = "{huge}";

  /** As many bytes as {@code {huge}} stands for. */
  private static final String MANY = "head -c 2097152 /dev/zero | tr '\\000' x";

  private ShellText() {}

  /**
   * One word.
   *
   * @throws IllegalArgumentException for a text that no word can hold: with a line's end at its
   *     end, or a null
   */
  static String word(String text) {
    if (text.endsWith("\n") || text.indexOf('\0') >= 0 || text.contains(HUGE)) {
      throw new IllegalArgumentException("no word of a shell");
    }
    String word =
        inPieces(
            text,
            literal -> isPlain(literal) ? quoted(literal) : "\"$(printf " + format(literal) + ")\"",
            name -> "\"$" + name + "\"");
    return word.isEmpty() ? "''" : word;
  }

  /** What writes a text, byte for byte, to the standard input of what follows; with the pipe. */
  static String piped(String text) {
    String commands =
        inPieces(
            text,
            literal -> "printf " + format(literal) + "; ",
            name -> name.equals("HUGE") ? MANY + "; " : "printf %s \"$" + name + "\"; ");
    return "{ " + (commands.isEmpty() ? ":; " : commands) + "} | ";
  }

  /** The name of the variable for a proposal or a file. */
  static String variable(String name) {
    return name.equals("origin") ? "URL" : name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * A path as it is sent: its signs stay, and what has no place in a line is written in percent.
   */
  static String path(String path) {
    StringBuilder sent = new StringBuilder();
    for (byte octet : path.getBytes(UTF_8)) {
      if (octet > ' ' && octet < 0x7f) {
        sent.append((char) octet);
      } else {
        sent.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return sent.toString();
  }

  private static String inPieces(
      String text, Function<String, String> literal, Function<String, String> variable) {
    StringBuilder all = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(text);
    int at = 0;
    while (matcher.find()) {
      if (matcher.start() > at) {
        all.append(literal.apply(text.substring(at, matcher.start())));
      }
      all.append(variable.apply(variable(matcher.group(1))));
      at = matcher.end();
    }
    if (at < text.length()) {
      all.append(literal.apply(text.substring(at)));
    }
    return all.toString();
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A format of printf: an octet that is no plain letter, figure or sign by its number. */
  private static String format(String text) {
    StringBuilder format = new StringBuilder("'");
    for (byte octet : text.getBytes(UTF_8)) {
      switch (octet) {
        case '%' -> format.append("%%");
        case '\\' -> format.append("\\\\");
        case '\'' -> format.append("\\047");
        default -> {
          if (octet >= ' ' && octet < 0x7f) {
            format.append((char) octet);
          } else {
            format.append("\\%03o".formatted(octet & 0xff));
          }
        }
      }
    }
    // A format that begins with a minus would be taken for an option.
    return format.charAt(1 % format.length()) == '-'
        ? "'\\055" + format.substring(2) + "'"
        : format + "'";
  }
}
