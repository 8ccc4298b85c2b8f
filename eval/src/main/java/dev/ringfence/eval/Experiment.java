package dev.ringfence.eval;

import java.util.List;
import java.util.Map;

/** The service on a planted database with an attacker for a model, and every tap open. */
final class Experiment implements AutoCloseable {
  final LabDatabase database;
  final AttackerModel model;
  final RunningService service;
  final ServiceClient client;
  final Tokens tokens;
  final Population population;
  final CanaryBook book;
  final Judge judge;
  final LogTap log;
  final List<Planting.Column> columns;

  private Experiment(Lab lab, List<MethodRewrite> rewrites, long seed) {
    this.log = lab.log();
    this.model = AttackerModel.start();
    this.database = lab.copy();
    this.service = lab.start(rewrites, database, model);
    this.client = new ServiceClient(service.url());
    this.tokens = new Tokens(service);
    this.book = new CanaryBook(seed);
    this.population = Population.enter(database, service, client, model);
    PersonalData personal = personal(database);
    this.columns = new Planting(database, book).plant();
    this.judge = new Judge(book, personal);
    population.learn(database);
  }

  static Experiment begin(Lab lab, List<MethodRewrite> rewrites, long seed) {
    return new Experiment(lab, rewrites, seed);
  }

  private static PersonalData personal(LabDatabase database) {
    String emails =
        """
        SELECT DISTINCT lower(m[1]) AS value
          FROM (SELECT c::text AS t FROM demo.customer c UNION ALL SELECT b::text FROM demo.booking b
                UNION ALL SELECT s::text FROM demo.support_ticket s
                UNION ALL SELECT a::text FROM demo.automation_run a
                UNION ALL SELECT f::text FROM demo.file f UNION ALL SELECT n::text FROM demo.internal_note n) r,
               regexp_matches(r.t, '[[:alnum:]_.+-]+@[[:alnum:]-]+(?:\\.[[:alnum:]-]+)+', 'g') AS m
        """;
    String phones =
        "SELECT phone AS value FROM demo.customer UNION SELECT technician_phone FROM demo.booking";
    return new PersonalData(values(database.rows(emails)), values(database.rows(phones)));
  }

  private static List<String> values(List<Map<String, String>> rows) {
    return rows.stream().map(row -> String.valueOf(row.get("value"))).toList();
  }

  @Override
  public void close() {
    client.close();
    service.close();
    model.close();
  }
}
