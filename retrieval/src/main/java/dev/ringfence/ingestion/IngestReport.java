package dev.ringfence.ingestion;

import java.util.ArrayList;
import java.util.List;

/** What a run came to. Safe for several threads. */
public final class IngestReport {
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int added;
  private int replaced;
  private int unchanged;
  private int removed;
  private int passages;
  private int passedOver;
  private boolean stopped;

  synchronized void stored(boolean wasThere, int withPassages) {
    if (wasThere) {
      replaced++;
    } else {
      added++;
    }
    passages += withPassages;
  }

  synchronized void unchangedOne() {
    unchanged++;
  }

  synchronized void removedOne() {
    removed++;
  }

  synchronized void skip(Skipped one) {
    skipped.add(one);
  }

  synchronized void passOver(int more) {
    passedOver += more;
  }

  /** Something that whoever asked should know beside the numbers. */
  synchronized void note(String note) {
    notes.add(note);
  }

  synchronized void stoppedEarly() {
    stopped = true;
  }

  /** Documents that were not there before. */
  public synchronized int added() {
    return added;
  }

  public synchronized int replaced() {
    return replaced;
  }

  public synchronized int unchanged() {
    return unchanged;
  }

  public synchronized int removed() {
    return removed;
  }

  /** Passages of the documents that were added or replaced. */
  public synchronized int passages() {
    return passages;
  }

  /** Hidden files, links, and files of kinds that nobody reads. */
  public synchronized int passedOver() {
    return passedOver;
  }

  /** What was meant to be read and was not. */
  public synchronized List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  public synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  /** Whether anything changed, or could not be read. */
  public synchronized boolean isWorthTelling() {
    return added + replaced + removed + skipped.size() + notes.size() > 0;
  }

  /** Whether it was stopped before it was through. */
  public synchronized boolean isStopped() {
    return stopped;
  }
}
