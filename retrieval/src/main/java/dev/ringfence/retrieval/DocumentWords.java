package dev.ringfence.retrieval;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words of a document, ready to be stored: made before the transaction in which they change
 * together with its passages.
 *
 * @param language in which its words were brought to their stems
 * @param passages how many it has
 * @param length how many words they have together
 * @param rows the postings, in the order of their key
 */
record DocumentWords(Language language, int passages, int length, List<Row> rows) {

  /** A row of the postings. */
  record Row(long word, int part, Buffer passages) {}

  DocumentWords {
    rows = List.copyOf(rows);
  }

  /** The words of passages that are given with all that they are found by. */
  static DocumentWords of(List<String> passages) {
    List<List<WordScanner.Run>> runs = passages.stream().map(WordScanner::runs).toList();
    Language language = LanguageGuess.ofDocument(runs.stream().flatMap(List::stream).toList());
    Map<Long, List<Posting>> postings = new TreeMap<>();
    int length = 0;
    for (int ordinal = 0; ordinal < passages.size(); ordinal++) {
      WordAnalysis.Counted counted = WordAnalysis.count(runs.get(ordinal), language);
      length += counted.length();
      for (Map.Entry<Long, Integer> each : counted.counts().entrySet()) {
        postings
            .computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
            .add(new Posting(ordinal, each.getValue(), counted.length()));
      }
    }
    List<Row> rows = new ArrayList<>();
    postings.forEach(
        (word, list) -> {
          List<Buffer> parts = Posting.encode(list);
          for (int part = 0; part < parts.size(); part++) {
            rows.add(new Row(word, part, parts.get(part)));
          }
        });
    return new DocumentWords(language, passages.size(), length, rows);
  }
}
