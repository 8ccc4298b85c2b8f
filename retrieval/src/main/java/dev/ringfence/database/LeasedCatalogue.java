package dev.ringfence.database;

import dev.ringfence.doctor.Catalogue;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The catalogue as the service's own login sees it, in a transaction that only reads. */
record LeasedCatalogue(Lease lease) implements Catalogue {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  static LeasedCatalogue open(Lease lease) {
    LeasedCatalogue catalogue = new LeasedCatalogue(lease);
    catalogue.run("BEGIN READ ONLY; " + String.join("; ", SETTINGS));
    return catalogue;
  }

  @Override
  public List<List<String>> ask(String sql) {
    List<List<String>> found = new ArrayList<>();
    for (Row row : run(sql)) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(Objects.requireNonNullElse(row.getString(i), ""));
      }
      found.add(values);
    }
    return found;
  }

  private RowSet<Row> run(String sql) {
    return Awaiting.await(lease.connection().query(sql).execute(), LIMIT);
  }
}
