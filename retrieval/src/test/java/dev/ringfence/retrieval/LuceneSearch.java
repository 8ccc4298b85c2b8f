package dev.ringfence.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Lucene's own BM25 with its English analyzer, as people use it: what ours is compared with. */
final class LuceneSearch {
  private static final String TEXT = "text";
  private static final String NUMBER = "number";

  private final Analyzer analyzer = new EnglishAnalyzer();
  private final IndexSearcher searcher;

  LuceneSearch(List<Cranfield.Abstract> abstracts) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (Cranfield.Abstract each : abstracts) {
        Document document = new Document();
        document.add(new StringField(NUMBER, Integer.toString(each.number()), Field.Store.YES));
        document.add(new TextField(TEXT, each.title() + "\n" + each.text(), Field.Store.NO));
        writer.addDocument(document);
      }
    }
    searcher = new IndexSearcher(DirectoryReader.open(directory));
    searcher.setSimilarity(new BM25Similarity());
  }

  List<Integer> search(String question) {
    try {
      BooleanQuery.Builder query = new BooleanQuery.Builder();
      try (TokenStream words = analyzer.tokenStream(TEXT, question)) {
        words.reset();
        while (words.incrementToken()) {
          String word = words.getAttribute(CharTermAttribute.class).toString();
          query.add(new TermQuery(new Term(TEXT, word)), BooleanClause.Occur.SHOULD);
        }
      }
      List<Integer> found = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(query.build(), 10).scoreDocs) {
        found.add(Integer.valueOf(searcher.storedFields().document(hit.doc).get(NUMBER)));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
