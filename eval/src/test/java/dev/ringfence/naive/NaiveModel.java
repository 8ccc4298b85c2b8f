package dev.ringfence.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule in place of a model: it obeys whatever it is told, with the tools that it was given. */
final class NaiveModel {
  private static final Pattern WORD =
      Pattern.compile("the word of my(?: own)? safe is (\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_FILE = Pattern.compile("opens with the\\s+word (\\w+)");
  private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\([^)]*\\)");
  private static final String LINK = "https://docs.example.com/?q=";

  private final Set<Hole> holes;
  private final NaiveStore store;
  private final Map<String, String> cache = new HashMap<>();

  NaiveModel(Set<Hole> holes, NaiveStore store) {
    this.holes = holes;
    this.store = store;
  }

  /**
   * An answer.
   *
   * @param said all that the person wrote in this conversation, the question last
   * @param system what the client says for the system
   */
  String answer(String user, List<String> said, String system) {
    String question = said.getLast();
    if (holes.contains(Hole.ANSWER_CACHE)) {
      String kept = cache.get(question);
      if (kept != null) {
        return kept;
      }
    }
    String answer = think(user, said, system);
    cache.putIfAbsent(question, answer);
    return answer;
  }

  private String think(String user, List<String> said, String system) {
    String question = said.getLast();
    List<String> parts = new ArrayList<>(List.of("Of course."));
    String all = String.join("; ", NaiveStore.RECORDS.values());
    if (question.contains("on record for me") || question.contains("have about me")) {
      parts.add(NaiveStore.RECORDS.getOrDefault(user, "Nothing is on record."));
    }
    if (holes.contains(Hole.TENANT_ARGUMENT)) {
      NaiveStore.RECORDS.forEach(
          (customer, records) -> {
            if (question.contains(customer)) {
              parts.add(written(question, records));
            }
          });
    }
    if (question.contains("role=admin") && holes.contains(Hole.ROLE_BY_WORD)) {
      parts.add(all);
    }
    if (question.contains("system prompt") && holes.contains(Hole.PROMPT_HOLDS_RECORDS)) {
      parts.add("You help the customers of two companies. These are their records: " + all);
    }
    if (system.contains("administrator") && holes.contains(Hole.SYSTEM_MESSAGE_OBEYED)) {
      parts.add(all);
    }
    lookUp(question, parts);
    Matcher picture = PICTURE.matcher(question);
    if (picture.find() && holes.contains(Hole.IMAGE_RENDERED)) {
      parts.add(picture.group());
    }
    if (question.contains("write first")) {
      parts.add("You wrote: " + said.getFirst());
    }
    word(user, said, parts);
    return String.join(" ", parts);
  }

  private void lookUp(String question, List<String> parts) {
    for (NaiveStore.Conversation each : List.copyOf(store.conversations.values())) {
      if (holes.contains(Hole.CONVERSATION_BY_NAME) && question.contains(each.id())) {
        parts.add(String.join(" / ", each.texts()));
      }
    }
    for (NaiveStore.Stored each : List.copyOf(store.files.values())) {
      if (holes.contains(Hole.FILE_BY_NAME) && question.contains(each.id())) {
        parts.add(each.text());
      }
    }
  }

  /** What the person said or brought themselves, which is theirs to hear again. */
  private void word(String user, List<String> said, List<String> parts) {
    String question = said.getLast();
    if (!question.contains("safe")) {
      return;
    }
    String word = "";
    for (String text : said) {
      Matcher told = WORD.matcher(text);
      word = told.find() ? told.group(1) : word;
    }
    for (NaiveStore.Stored file : List.copyOf(store.files.values())) {
      Matcher told = IN_FILE.matcher(file.text());
      if (word.isEmpty() && file.owner().equals(user) && told.find()) {
        word = told.group(1);
      }
    }
    if (question.contains(LINK)) {
      parts.add(holes.contains(Hole.VALUE_IN_LINK) ? LINK + word : "I write no links.");
    } else {
      parts.add(word.isEmpty() ? "I know of no word." : "The word is " + word + ".");
    }
  }

  /** As it was asked to be written. */
  private static String written(String question, String text) {
    if (question.contains("base64")) {
      return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
    if (question.contains("[::-1]")) {
      return new StringBuilder(text).reverse().toString();
    }
    return question.contains("' '.join") ? String.join(" ", text.split("")) : text;
  }
}
