package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Takes back what a live run left in the service, and nothing else: only what it made itself is
 * ever put on the list, before it is made.
 */
final class LiveTidy {
  static final String FAMILY = "clean-up";

  /** Something to be removed, and where its owner would still see it. */
  private record Left(String what, LiveRequest remove, Optional<LiveRequest> look) {}

  private final LiveWire wire;
  private final Deque<Left> left = new ArrayDeque<>();
  private int removed;
  private int all;
  private final List<String> remains = new ArrayList<>();

  LiveTidy(LiveWire wire) {
    this.wire = wire;
  }

  synchronized void later(String what, LiveRequest remove) {
    left.push(new Left(what, remove, Optional.empty()));
    all++;
  }

  /** The same, and looked for again when it was removed. */
  synchronized void surely(String what, LiveRequest remove, LiveRequest look) {
    left.push(new Left(what, remove, Optional.of(look)));
    all++;
  }

  /** Removes what was put on the list last, so that little is left when a run is ended. */
  synchronized void latest() {
    if (!left.isEmpty()) {
      Left each = left.pop();
      String failed = remove(each);
      if (failed.isEmpty()) {
        removed++;
      } else {
        remains.add(each.what() + " (" + failed + ")");
      }
    }
  }

  /** Removes all that is left, newest first; what was removed before is not removed again. */
  synchronized CaseResult run() {
    while (!left.isEmpty()) {
      latest();
    }
    return new CaseResult(
        FAMILY,
        "removed",
        "both accounts",
        "json",
        all,
        removed,
        0,
        List.of(),
        remains.isEmpty() ? "" : "not removed: " + String.join(", ", remains));
  }

  private String remove(Left each) {
    try {
      LiveAnswer answer = wire.tidy(each.remove());
      if (!answer.ok() && answer.status() != 404 && answer.status() != 410) {
        return answer.status() == 0 ? answer.cut() : "status " + answer.status();
      }
      return each.look().isPresent() && wire.tidy(each.look().get()).ok() ? "is still shown" : "";
    } catch (LabException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
