package dev.ringfence.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolFile;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures how long two hundred tools take from their text to a catalog, every proof included. */
final class ToolLoadBench {
  private static final int TOOLS = 200;

  private final DatabaseSettings database;
  private final Consumer<String> progress;

  ToolLoadBench(DatabaseSettings database, Consumer<String> progress) {
    this.database = database;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    String text = text();
    List<Sample> times = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      progress.accept("loading " + TOOLS + " tools: round " + round);
      times.add(new Sample(List.of(load(text))));
    }
    Series loaded =
        Series.of("loading " + TOOLS + " tools with proof, s", Series.Unit.SECONDS, times);
    draft.add(loaded);
    draft.goal("loading " + TOOLS + " tools", 5, loaded, loaded.all().median());
  }

  /** In seconds, on a service that has just started: nothing is remembered from before. */
  private double load(String text) {
    Vertx vertx = Vertx.vertx();
    try (TenantDatabase fresh = new TenantDatabase(vertx, database, Clock.systemUTC())) {
      Redactor redactor = Redactor.standard();
      long begin = System.nanoTime();
      ToolFile file = ToolFile.parse("bench.yaml", text.getBytes(UTF_8));
      if (new ToolCheck(fresh, redactor).load(file).all().size() != TOOLS) {
        throw new BenchException("not every tool of the benchmark loads");
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      var _ = vertx.close();
    }
  }

  /** Four shapes of statement, fifty of each: no two alike. */
  private static String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TOOLS; i += 4) {
      text.append(
          ToolCallBench.tool(
              "list_" + i,
              ToolCallBench.LIST.replace("LIMIT", "OFFSET " + i + " LIMIT"),
              "{number: {type: text}, issued_on: {type: date}, amount: {type: numeric}, email: {type: text, mask: email}}"));
      text.append(
          ToolCallBench.tool(
              "count_" + i,
              "SELECT issued_on, count(*) AS n, sum(amount) AS total FROM bench.sealed WHERE amount > "
                  + i
                  + " GROUP BY issued_on ORDER BY issued_on LIMIT $1",
              "{issued_on: {type: date}, n: {type: bigint}, total: {type: numeric}}"));
      text.append(
          ToolCallBench.tool(
              "above_" + i,
              "WITH dear AS (SELECT * FROM bench.sealed WHERE amount > (SELECT avg(amount) + "
                  + i
                  + " FROM bench.sealed)) SELECT d.number, upper(d.number) AS shown FROM dear AS d ORDER BY d.number LIMIT $1",
              "{number: {type: text}, shown: {type: text}}"));
      text.append(
          ToolCallBench.tool(
              "next_" + i,
              "SELECT a.number, b.number AS later FROM bench.sealed AS a JOIN bench.sealed AS b ON b.issued_on = a.issued_on + "
                  + (i + 1)
                  + " ORDER BY a.number, b.number LIMIT $1",
              "{number: {type: text}, later: {type: text}}"));
    }
    return text.toString();
  }
}
