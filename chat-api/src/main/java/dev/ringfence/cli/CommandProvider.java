package dev.ringfence.cli;

/**
 * Adds a command to the command line from another module, found by {@link java.util.ServiceLoader}.
 */
@FunctionalInterface
public interface CommandProvider {
  /** An object that picocli takes as a subcommand. */
  Object command();
}
