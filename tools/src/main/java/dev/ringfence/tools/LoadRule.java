package dev.ringfence.tools;

import java.util.List;
import java.util.function.Consumer;

/**
 * One thing that must be true of what the server makes of a tool's statement, before a model may
 * call it. A rule that cannot tell objects.
 */
interface LoadRule {
  /** Every rule, in the order in which a reader wants to hear them. */
  List<LoadRule> ALL =
      List.of(
          new ReadsInsideTheFence(),
          new HasLimit(),
          new TakesItsParameters(),
          new ReturnsWhatIsDeclared(),
          new NamesNoOwner(),
          new ClaimsAreRedundant(),
          new SelectsNoWholeRows(),
          new CallsKnownFunctions(),
          new KeepsMaskedColumnsShut(),
          new WritesInsideTheFence(),
          new WritesOneRow(),
          new WritesNoOwner(),
          new WritesNothingBeside(),
          new AsksAboutNoOthers(),
          new WritesMaskedValues());

  /** Tells what is wrong, each with what to write instead. */
  void judge(ReadTool read, Consumer<String> objection);

  /**
   * Tells what is wrong with the body of a function that a tool's statement calls, directly or
   * through others. It is read as a tool of its own: every parameter is a model's, whatever it is
   * called with. What it returns is judged where it is called.
   */
  default void judgeBody(ReadTool body, Consumer<String> objection) {}
}
