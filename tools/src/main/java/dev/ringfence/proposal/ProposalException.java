package dev.ringfence.proposal;

/** Why there is no proposal, in one sentence for the person who asked for it. */
public final class ProposalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProposalException(String message) {
    super(message);
  }
}
