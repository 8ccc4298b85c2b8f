package dev.ringfence.chat;

import dev.ringfence.retrieval.Embedder;
import dev.ringfence.tools.ToolDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each tool to compare questions with: the words of its declaration, and the
 * vectors of its examples, computed once. Safe for several threads.
 */
final class ToolProfiles {
  private final Embedder embedder;
  private final List<ToolDefinition> tools;
  private final Map<String, ToolWords> words = new HashMap<>();
  private final Map<String, Integer> spread = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Map<String, List<float[]>> vectors;

  ToolProfiles(List<ToolDefinition> tools, Embedder embedder) {
    this.embedder = embedder;
    this.tools = List.copyOf(tools);
    for (ToolDefinition tool : this.tools) {
      ToolWords known = ToolWords.of(tool);
      words.put(tool.name(), known);
      known.all().forEach(word -> spread.merge(word, 1, Integer::sum));
    }
  }

  /** Every tool, whoever may call it. */
  List<ToolDefinition> tools() {
    return tools;
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
    tool.examples().forEach(example -> texts.add(Sentence.of(example).inEnglish()));
    texts.add(tool.label() + ": " + tool.description());
    return texts;
  }

  /** How rare a word is among the tools: from 0.7 for one of all tools to 3 and more. */
  double rarity(String word) {
    return Math.log(1 + tools.size() / (double) spread.getOrDefault(word, 1));
  }

  /** The words of a tool's declaration. */
  ToolWords words(ToolDefinition tool) {
    return words.getOrDefault(tool.name(), ToolWords.NONE);
  }

  /** Whether a word is one of some tool's declaration. */
  boolean knows(String word) {
    return spread.containsKey(word);
  }
}
