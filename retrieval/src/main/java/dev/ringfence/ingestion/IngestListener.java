package dev.ringfence.ingestion;

/** Hears how far a run has come; from several threads, one at a time. */
public interface IngestListener {
  /** So many of the documents found so far are done, and this many passages embedded. */
  void progress(int done, int found, int passages);
}
