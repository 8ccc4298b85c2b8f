package dev.ringfence.eval;

import dev.ringfence.report.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The service on a planted database with an attacker for a model, and every tap open. */
final class Experiment implements AutoCloseable {
  /** Where more of them can be begun. */
  final Lab home;

  /** What this service does not do as it should. */
  final List<Rewrite> rewrites;

  final LabDatabase database;
  final AttackerModel model;
  final RunningService service;

  /** The service's clock and ids, which are true ones until somebody holds them. */
  final Launch launch;

  final ServiceClient client;
  final Tokens tokens;
  final ProposalBindings bindings;
  final Population population;

  /** What stands in the database. */
  final Snapshots snapshots;

  final CanaryBook book;
  final Judge judge;
  final LogTap log;

  /** What the seals of the service's contexts are made with. */
  final byte[] sealSecret;

  /** How many cases were run so far, each time that one was. */
  final AtomicInteger cases = new AtomicInteger();

  /** What was executed so far, each once: see {@link CaseRunner}. */
  final Set<String> executions = new HashSet<>();

  final List<Column> columns;

  private Experiment(
      Lab lab,
      List<Rewrite> rewrites,
      AttackerModel model,
      LabDatabase database,
      RunningService service,
      Launch launch) {
    this.home = lab;
    this.rewrites = List.copyOf(rewrites);
    this.launch = launch;
    this.log = lab.log();
    this.sealSecret = lab.secret("seal");
    this.book = lab.book();
    this.judge = new Judge(book, lab.personal());
    this.model = model;
    this.database = database;
    this.service = service;
    this.snapshots = new Snapshots(database);
    this.client = new ServiceClient(service.url());
    this.tokens = new Tokens(service, lab.issuerKey(), lab.visitorKey());
    this.bindings = new ProposalBindings(database, lab.secret("vault"));
    this.population = Population.enter(database, service, tokens, client, model);
    this.columns =
        Stream.concat(lab.columns().stream(), new Planting(database, book).plant(true).stream())
            .toList();
    population.learn(database);
  }

  /**
   * Starts the service on a copy of the companies, with everybody signed in.
   *
   * @throws LabException when that is not possible; then nothing of it is left running
   */
  static Experiment begin(Lab lab, List<Rewrite> rewrites) {
    AttackerModel model = AttackerModel.start();
    try {
      LabDatabase database = lab.copy();
      try {
        Launch launch = new Launch();
        RunningService service = lab.start(rewrites, database, model, launch);
        try {
          return new Experiment(lab, rewrites, model, database, service, launch);
        } catch (RuntimeException e) {
          service.close();
          throw e;
        }
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
    service.close();
    model.close();
    database.close();
  }
}
