package dev.ringfence.retrieval;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The passages that have a word, as far as they were read.
 *
 * @param postings by passage
 * @param rows how many rows were read
 * @param wholeRows how many there are, read or not: exact where all were read
 * @param share of the rows that was read, above 0 and 1 for all
 */
record PostingList(Map<PassageKey, Posting> postings, int rows, double wholeRows, double share) {
  static final PostingList EMPTY = new PostingList(Map.of(), 0, 0, 1);

  /**
   * The rows of one shelf, of which at most a number were asked for in the order of their
   * documents.
   */
  static PostingList of(UUID[] documents, Buffer[] rows, int limit) {
    Map<PassageKey, Posting> postings = HashMap.newHashMap(rows.length * 2);
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < Posting.size(rows[row]); i++) {
        Posting posting = Posting.decode(rows[row], i);
        postings.put(new PassageKey(documents[row], posting.ordinal()), posting);
      }
    }
    double share =
        rows.length < limit
            ? 1
            : Arrays.stream(documents).mapToDouble(Shelves::below).max().orElse(1);
    return new PostingList(postings, rows.length, rows.length / share, share);
  }

  boolean complete() {
    return rows >= wholeRows;
  }

  /** How many passages have the word, read or not. */
  double passages() {
    return postings.size() / share;
  }

  /** The same word on several shelves, which have no passage in common. */
  static PostingList join(Collection<PostingList> shelves) {
    if (shelves.size() == 1) {
      return shelves.iterator().next();
    }
    Map<PassageKey, Posting> postings = new HashMap<>();
    int rows = 0;
    double wholeRows = 0;
    double passages = 0;
    for (PostingList shelf : shelves) {
      postings.putAll(shelf.postings);
      rows += shelf.rows;
      wholeRows += shelf.wholeRows;
      passages += shelf.passages();
    }
    return new PostingList(
        postings, rows, wholeRows, postings.isEmpty() ? 1 : postings.size() / passages);
  }

  /**
   * Several forms of one word: a passage has it as often as it has the form that it has most often,
   * since a stem counts its words already.
   */
  static PostingList either(List<PostingList> forms) {
    if (forms.size() == 1) {
      return forms.getFirst();
    }
    Map<PassageKey, Posting> postings = new HashMap<>();
    int rows = 0;
    double wholeRows = 0;
    double share = 1;
    for (PostingList form : forms) {
      form.postings.forEach(
          (key, posting) ->
              postings.merge(
                  key, posting, (one, other) -> one.count() >= other.count() ? one : other));
      rows += form.rows;
      wholeRows += form.wholeRows;
      share = Math.min(share, form.share);
    }
    return new PostingList(postings, rows, wholeRows, share);
  }
}
