package dev.ringfence.protect;

import java.util.List;

/** A table that cannot be brought inside as it stands. */
final class ProtectRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;

  ProtectRefusedException(List<String> reasons) {
    super(String.join("; ", reasons));
    this.reasons = List.copyOf(reasons);
  }

  ProtectRefusedException(String reason) {
    this(List.of(reason));
  }

  List<String> reasons() {
    return reasons;
  }
}
