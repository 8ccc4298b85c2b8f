package dev.ringfence.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a fuzz has counted. Safe for several threads. */
final class FuzzTally {
  private static final int SAMPLES = 5;

  private long messages;
  private long requests;
  private long chats;
  private long hidden;
  private long restored;
  private long blocked;
  private long failed;
  private long leaks;
  private long strangers;
  private long revived;
  private final Map<String, Long> hiddenBy = new TreeMap<>();
  private final Map<String, Long> leaksBy = new TreeMap<>();
  private final Map<String, Integer> sampled = new LinkedHashMap<>();
  private final StringBuilder samples = new StringBuilder();

  synchronized void received(int newMessages) {
    requests++;
    messages += newMessages;
  }

  synchronized void chat(boolean answered, boolean stopped) {
    chats++;
    blocked += stopped ? 1 : 0;
    failed += answered || stopped ? 0 : 1;
  }

  synchronized void hid(String channel) {
    hidden++;
    hiddenBy.merge(channel, 1L, Long::sum);
  }

  synchronized void restored(int values) {
    restored += values;
  }

  /** A value that reached the model's server. */
  synchronized void leak(String how, String sample) {
    leaks++;
    leaksBy.merge(how, 1L, Long::sum);
    sample("reached the model: " + how, sample);
  }

  /** A value that somebody was shown whose it is not. */
  synchronized void stranger(String how, String sample) {
    strangers++;
    sample("shown to somebody else: " + how, sample);
  }

  /** A placeholder that a person or a row wrote and that reached the model as a real one. */
  synchronized void revived(String sample) {
    revived++;
    sample("a placeholder that was typed stayed one", sample);
  }

  /** What stood in a chat that the wire guard blocked. */
  synchronized void blockedWith(String hidden) {
    sample("blocked", hidden);
  }

  private void sample(String what, String text) {
    if (sampled.merge(what, 1, Integer::sum) <= SAMPLES) {
      samples.append(what).append("\n    ").append(text).append('\n');
    }
  }

  synchronized long messages() {
    return messages;
  }

  synchronized boolean clean() {
    return leaks == 0 && strangers == 0 && revived == 0;
  }

  /** Whether enough of it happened for cleanness to mean something. */
  synchronized boolean proven() {
    return hidden > 0 && restored > 0 && failed == 0 && requests > 0;
  }

  synchronized String progress() {
    return "%,d messages in %,d requests of %,d chats: %d values at the model, %d shown to others, %d blocked"
        .formatted(messages, requests, chats, leaks, strangers, blocked);
  }

  synchronized String summary() {
    StringBuilder text = new StringBuilder();
    line(text, messages, "messages, in " + requests + " requests of " + chats + " chats");
    line(text, hidden, "values hidden in them: " + hiddenBy);
    line(text, leaks, "of them read at the model's server");
    line(text, restored, "values put back for those whose they are");
    line(text, strangers, "values shown to somebody else");
    line(text, revived, "placeholders of a person or a row that stayed real");
    line(
        text,
        blocked,
        "chats that the wire guard blocked, so that the redactor had missed a value");
    line(text, failed, "chats that failed");
    leaksBy.forEach((how, count) -> line(text, count, "  " + how));
    return text.append(samples).toString();
  }

  private static void line(StringBuilder text, long count, String what) {
    text.append("%,12d  %s%n".formatted(count, what));
  }
}
