package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.EmbeddingException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Quotes from the passages of a search the sentences that are nearest to the question. */
final class PassageQuote {
  private static final int LONGEST = 500;
  private static final int MOST_PASSAGES = 5;
  private static final int MOST_EMBEDDED = 12;

  /** How much better a later passage's words must fit to be preferred to an earlier one. */
  private static final double STEP = 0.15;

  private final Embedder embedder;

  PassageQuote(Embedder embedder) {
    this.embedder = embedder;
  }

  void write(JsonNode passages, String question, Consumer<String> text) {
    Set<String> asked = QuestionWords.of(question).stems();
    JsonNode best = best(passages, asked);
    String title = oneLine(best.path("title").asText());
    text.accept("From “" + title + "”:\n\n");
    for (String line : quote(best.path("passage").asText(), question, asked)) {
      text.accept("> " + line + "\n");
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_PASSAGES, passages.size()); i++) {
      String other = "“" + oneLine(passages.get(i).path("title").asText()) + "”";
      if (!other.equals("“" + title + "”") && !others.contains(other)) {
        others.add(other);
      }
    }
    if (!others.isEmpty()) {
      text.accept("\nSee also " + String.join(", ", others) + ".\n");
    }
  }

  /** The first passage, unless a later one has clearly more of the question's words. */
  private static JsonNode best(JsonNode passages, Set<String> asked) {
    JsonNode best = passages.get(0);
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < Math.min(MOST_PASSAGES, passages.size()); i++) {
      JsonNode passage = passages.get(i);
      String all = passage.path("title").asText() + " " + passage.path("passage").asText();
      double score = share(all, asked) - i * STEP;
      if (score > bestScore) {
        bestScore = score;
        best = passage;
      }
    }
    return best;
  }

  private static double share(String text, Set<String> asked) {
    if (asked.isEmpty()) {
      return 0;
    }
    Set<String> shared = new HashSet<>(asked);
    shared.retainAll(QuestionWords.of(text).stems());
    return shared.size() / (double) asked.size();
  }

  private List<String> quote(String passage, String question, Set<String> asked) {
    List<String> sentences = sentences(passage);
    if (passage.length() <= LONGEST || sentences.size() < 2) {
      return shortened(sentences, 0, sentences.size());
    }
    double[] scores = scores(sentences, question, asked);
    int from = 0;
    for (int i = 1; i < scores.length; i++) {
      from = scores[i] > scores[from] ? i : from;
    }
    int to = from + 1;
    int length = sentences.get(from).length();
    boolean grown = true;
    while (grown) {
      double before = from > 0 ? scores[from - 1] : Double.NEGATIVE_INFINITY;
      double after = to < scores.length ? scores[to] : Double.NEGATIVE_INFINITY;
      int next = after >= before ? to : from - 1;
      grown = next >= 0 && next < scores.length && length + sentences.get(next).length() <= LONGEST;
      if (grown) {
        length += sentences.get(next).length();
        from = Math.min(from, next);
        to = Math.max(to, next + 1);
      }
    }
    return shortened(sentences, from, to);
  }

  private double[] scores(List<String> sentences, String question, Set<String> asked) {
    double[] scores = new double[sentences.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 0.3 * share(sentences.get(i), asked);
    }
    if (scores.length > MOST_EMBEDDED) {
      return scores;
    }
    try {
      float[] vector = embedder.embedQuery(question);
      List<float[]> vectors = embedder.embed(sentences);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += ToolPicker.dot(vector, vectors.get(i));
      }
    } catch (EmbeddingException e) {
      // The words alone choose then.
      return scores;
    }
    return scores;
  }

  private static List<String> shortened(List<String> sentences, int from, int to) {
    List<String> lines = new ArrayList<>();
    if (from > 0) {
      lines.add("…");
    }
    int length = 0;
    for (String sentence : sentences.subList(from, to)) {
      if (length > 0 && length + sentence.length() > LONGEST) {
        lines.add("…");
        return lines;
      }
      length += sentence.length();
      lines.add(sentence);
    }
    if (to < sentences.size()) {
      lines.add("…");
    }
    return lines;
  }

  /**
   * Lines of the passage, and the sentences in them; a list's item or a table's row stays whole.
   */
  private static List<String> sentences(String passage) {
    List<String> sentences = new ArrayList<>();
    for (String line : passage.split("\n\n")) {
      BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
      boolean list = line.startsWith("- ") || line.startsWith("|") || line.contains("\n- ");
      if (list) {
        line.lines().filter(item -> !item.isBlank()).forEach(sentences::add);
        continue;
      }
      String joined = oneLine(line);
      breaks.setText(joined);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
        String sentence = joined.substring(start, end).strip();
        if (!sentence.isEmpty()) {
          sentences.add(sentence);
        }
        start = end;
      }
    }
    return sentences;
  }

  private static String oneLine(String text) {
    return String.join(
        " ", text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }
}
