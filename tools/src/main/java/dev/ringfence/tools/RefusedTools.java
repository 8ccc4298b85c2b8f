package dev.ringfence.tools;

import java.util.List;
import java.util.stream.Collectors;

/** Tools that may not load, each with the reasons. */
public final class RefusedTools extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ToolVerdict> verdicts;

  RefusedTools(List<ToolVerdict> verdicts) {
    super(
        verdicts.stream()
            .map(
                v ->
                    v.at()
                        + ": the tool '"
                        + v.tool()
                        + "' does not load: "
                        + String.join("; also ", v.reasons()))
            .collect(Collectors.joining(System.lineSeparator())));
    this.verdicts = List.copyOf(verdicts);
  }

  /** The verdicts on the tools that may not load. */
  public List<ToolVerdict> verdicts() {
    return verdicts;
  }
}
