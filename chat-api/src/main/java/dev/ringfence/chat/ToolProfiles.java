package dev.ringfence.chat;

import dev.ringfence.retrieval.Embedder;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each tool to compare questions with: the words of its declaration, and the
 * vectors of its examples, computed once. Safe for several threads.
 */
final class ToolProfiles {
  private final Embedder embedder;
  private final List<ToolDefinition> tools;
  private final Map<String, Set<String>> stems = new HashMap<>();
  private final Map<String, Integer> spread = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Map<String, List<float[]>> vectors;

  ToolProfiles(List<ToolDefinition> tools, Embedder embedder) {
    this.embedder = embedder;
    this.tools = List.copyOf(tools);
    for (ToolDefinition tool : this.tools) {
      Set<String> words = words(tool);
      stems.put(tool.name(), words);
      words.forEach(word -> spread.merge(word, 1, Integer::sum));
    }
  }

  /** The vectors of a tool's phrasings, its description last. */
  List<float[]> vectors(ToolDefinition tool) {
    return all().getOrDefault(tool.name(), List.of());
  }

  /** Computes the vectors, unless that was done before. */
  Map<String, List<float[]>> all() {
    Map<String, List<float[]>> known = vectors;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      Map<String, List<float[]>> computed = vectors;
      if (computed == null) {
        computed = compute();
        vectors = computed;
      }
      return computed;
    } finally {
      lock.unlock();
    }
  }

  private Map<String, List<float[]>> compute() {
    List<String> texts = new ArrayList<>();
    tools.forEach(tool -> texts.addAll(phrasings(tool)));
    List<float[]> computed = embedder.embed(texts);
    Map<String, List<float[]>> byTool = new HashMap<>();
    int at = 0;
    for (ToolDefinition tool : tools) {
      int count = phrasings(tool).size();
      byTool.put(tool.name(), List.copyOf(computed.subList(at, at + count)));
      at += count;
    }
    return Map.copyOf(byTool);
  }

  private static List<String> phrasings(ToolDefinition tool) {
    List<String> texts = new ArrayList<>();
    tool.examples().forEach(example -> texts.add(QuestionWords.of(example).withoutIdentifiers()));
    texts.add(tool.label() + ": " + tool.description());
    return texts;
  }

  /**
   * How much of a question the tool's declaration says too, rare words before common ones; 0 to 1.
   *
   * @param words the question's stems, with the weight of each
   */
  double overlap(ToolDefinition tool, Map<String, Double> words) {
    Set<String> own = stems.getOrDefault(tool.name(), Set.of());
    double shared = 0;
    double all = 0;
    for (Map.Entry<String, Double> word : words.entrySet()) {
      double rarity = Math.log(1 + tools.size() / (double) spread.getOrDefault(word.getKey(), 1));
      all += rarity * word.getValue();
      shared += own.contains(word.getKey()) ? rarity * word.getValue() : 0;
    }
    return all == 0 ? 0 : shared / all;
  }

  /** Whether the question has a word that this tool shares with less than half of the others. */
  boolean tellsApart(ToolDefinition tool, QuestionWords words) {
    Set<String> own = stems.getOrDefault(tool.name(), Set.of());
    return words.stems().stream()
        .anyMatch(word -> own.contains(word) && 2 * spread.getOrDefault(word, 0) < tools.size());
  }

  /** Whether a stem is a word of some tool's declaration. */
  boolean knows(String stem) {
    return spread.containsKey(stem);
  }

  private static Set<String> words(ToolDefinition tool) {
    StringBuilder text = new StringBuilder(tool.name().replace('_', ' '));
    text.append(' ').append(tool.label()).append(' ').append(tool.description());
    tool.columns().forEach(column -> text.append(' ').append(column.label()));
    for (ToolParameter parameter : tool.parameters()) {
      text.append(' ').append(parameter.label()).append(' ').append(parameter.kind().describe());
    }
    tool.examples().forEach(example -> text.append(' ').append(example));
    Set<String> words = new HashSet<>(QuestionWords.of(text.toString()).stems());
    words.removeIf(word -> word.isEmpty() || Character.isDigit(word.charAt(0)));
    return words;
  }
}
