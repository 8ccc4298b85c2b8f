package dev.ringfence.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The service without a language model, on a copy of the companies that nothing was planted in. */
final class PlainService implements AutoCloseable {
  private final LabDatabase database;
  private final RunningService service;
  private final ServiceClient client;

  private PlainService(LabDatabase database, RunningService service) {
    this.database = database;
    this.service = service;
    this.client = new ServiceClient(service.url());
  }

  static PlainService start(Lab lab) {
    LabDatabase database = lab.plainCopy();
    try {
      return new PlainService(database, lab.start(List.of(), database, InProcessService.NO_MODEL));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  TaskGround ground() {
    return new TaskGround(database, client, service, Optional.empty(), new HashMap<>());
  }

  @Override
  public void close() {
    client.close();
    service.close();
    database.close();
  }
}
