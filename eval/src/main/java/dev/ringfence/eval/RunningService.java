package dev.ringfence.eval;

/** The service, started for the lab and reached over HTTP. */
interface RunningService extends AutoCloseable {
  /** Where it listens, without a path. */
  String url();

  /** A token of the demo companies' identity provider, for whomever it is asked. */
  String mint(String tenant, String user);

  /** What of it no route leads to. */
  Inside inside();

  @Override
  void close();
}
