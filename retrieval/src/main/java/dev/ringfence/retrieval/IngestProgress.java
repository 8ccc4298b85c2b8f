package dev.ringfence.retrieval;

/** Hears how far the reading in of one document has come. */
@FunctionalInterface
public interface IngestProgress {
  /** Hears nothing. */
  IngestProgress SILENT = (_, _) -> {};

  /** So many of the document's passages are embedded. */
  void embedded(int passages, int of);
}
