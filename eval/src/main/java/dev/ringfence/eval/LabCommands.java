package dev.ringfence.eval;

import dev.ringfence.cli.CommandProvider;

/** Adds {@code eval} to the command line. */
public final class LabCommands implements CommandProvider {
  @Override
  public Object command() {
    return new EvalCommand();
  }
}
