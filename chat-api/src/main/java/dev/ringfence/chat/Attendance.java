package dev.ringfence.chat;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Work for whoever sent a request, whichever door it came in by: it ends when they go away, when
 * they lose their place, and when its time is over.
 */
final class Attendance {
  private final OpenAnswers openAnswers;
  private final InstantSource clock;
  private final Duration limit;

  /**
   * @param limit how long the work for one request may take
   */
  Attendance(OpenAnswers openAnswers, InstantSource clock, Duration limit) {
    this.openAnswers = openAnswers;
    this.clock = clock;
    this.limit = limit;
  }

  /** What is done for a request. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * @param standing waits until the sender is known to have their place, before anything is shown
     *     to them; throws a {@link ModelException} when the work has ended
     */
    T run(Cancellation cancellation, Runnable standing);
  }

  /**
   * Runs the work while its sender attends.
   *
   * @throws Problem.ProblemException when the sender has lost their place before it began
   */
  <T> T during(Exchange exchange, Work<T> work) {
    Cancellation cancellation = new Cancellation(clock, limit);
    exchange.onClientGone(cancellation::cancel);
    try (OpenAnswers.Open open =
        openAnswers.add(exchange.principal(), exchange.sender(), cancellation, exchange::abort)) {
      if (cancellation.revoked().isPresent()) {
        throw cancellation.revoked().get().raise();
      }
      return work.run(cancellation, open::awaitStanding);
    }
  }
}
