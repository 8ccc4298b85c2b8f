package dev.ringfence.protect;

import java.util.List;

/** What came of a request. */
public sealed interface ProtectOutcome {
  /** Nothing was changed, for these reasons; each says what to do about it. */
  record Refused(List<String> reasons) implements ProtectOutcome {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /** Everything is as it should be already. */
  record NothingToDo(List<String> notes) implements ProtectOutcome {
    public NothingToDo {
      notes = List.copyOf(notes);
    }
  }

  /** A script for psql that does it, in one transaction; nothing was changed. */
  record Planned(String script) implements ProtectOutcome {}

  /** It was done. */
  record Applied(List<String> notes, int statements) implements ProtectOutcome {
    public Applied {
      notes = List.copyOf(notes);
    }
  }
}
