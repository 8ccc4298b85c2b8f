package dev.ringfence.tools;

/** What is wrong with a tool file, where it stands, and what to write instead. */
public final class ToolFileError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final String problem;
  private final String fix;

  ToolFileError(Place place, String problem, String fix) {
    super(place + ": " + problem + "; " + fix);
    this.place = place;
    this.problem = problem;
    this.fix = fix;
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  /** What is wrong, in one clause. */
  public String problem() {
    return problem;
  }

  /** What to write instead, in one clause. */
  public String fix() {
    return fix;
  }
}
