package dev.ringfence.eval;

import dev.ringfence.sql.GeneratedSql;
import dev.ringfence.sql.SqlCatalogue;
import dev.ringfence.sql.SqlGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator.OfLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Random SQL in the hands of one person: what it shows is searched for what is somebody else's,
 * other people's rows are compared afterwards, and a part is asked again when they are others.
 */
final class SqlRun {
  /** One of so many statements runs on a connection of the service's own pool too. */
  private static final int POOLED = 40;

  /** After so many statements the next borrower looks round. */
  private static final int LOOKED = 1_000;

  /** One of so many statements is asked in both worlds. */
  private static final int COMPARED = 5;

  private static final int SAID = 5_000;

  /** So often somebody works in the pool while worlds are compared. */
  private static final int WORKED = 100;

  /** How many statements are written at most to find those of one kind. */
  private static final int SEARCHED = 100_000;

  /** Who may do what, which no statement may change. */
  private static final String RIGHTS =
      """
      SELECT polrelid::regclass || polname || coalesce(pg_get_expr(polqual, polrelid), '') AS x FROM pg_policy
       UNION ALL SELECT oid::regclass || relrowsecurity::text || relforcerowsecurity::text
              || coalesce(relacl::text, '') FROM pg_class WHERE oid > 16383 AND relkind IN ('r', 'p', 'v', 'i')
       UNION ALL SELECT oid::regprocedure || coalesce(proacl::text, '') FROM pg_proc WHERE oid > 16383
       UNION ALL SELECT setdatabase || '/' || setrole || setconfig::text FROM pg_db_role_setting
       UNION ALL SELECT roleid || '/' || member FROM pg_auth_members
       ORDER BY 1
      """;

  private final Experiment lab;
  private final Person person;
  private final Consumer<String> progress;
  private final SqlGenerator generator;

  /** Every relation as a whole, which is asked in both worlds beside what chance wrote. */
  private final List<String> readings;

  private final ForeignValues foreign;
  private final SqlTally tally = new SqlTally();

  SqlRun(Experiment lab, Persona persona, long seed, Consumer<String> progress) {
    this.lab = lab;
    this.person = lab.population.of(persona);
    this.progress = progress;
    ForeignValues.plant(lab.database, seed);
    OwnedRows rows = OwnedRows.in(lab.database);
    List<String> keys = SqlAims.keys(person, rows);
    Set<String> known = new HashSet<>(keys);
    for (Persona other : Persona.values()) {
      known.add(lab.population.of(other).tenant().toString());
      known.add(lab.population.of(other).subject().toString());
    }
    this.foreign = new ForeignValues(person, lab.book, rows, known);
    SqlCatalogue catalogue = catalogue();
    this.readings = catalogue.readings();
    this.generator = new SqlGenerator(catalogue, SqlAims.of(lab, person, keys), seed);
  }

  private SqlCatalogue catalogue() {
    try (Connection connection = lab.database.connect()) {
      return SqlCatalogue.of(connection, "ringfence_" + person.role());
    } catch (SQLException e) {
      throw new LabException("the catalogue could not be read: " + e.getMessage(), e);
    }
  }

  /**
   * The numbers of statements of one kind.
   *
   * @param each one of so many is looked at, from the beginning
   */
  LongStream which(int each, int most, Predicate<GeneratedSql> kind) {
    return LongStream.rangeClosed(1, SEARCHED)
        .map(number -> number * each)
        .filter(number -> kind.test(generator.statement(number)))
        .limit(most);
  }

  /** Runs so many statements, and gives what became of them. */
  SqlTally run(long statements) {
    return run(LongStream.rangeClosed(1, statements));
  }

  /** Runs the statements with these numbers, and gives what became of them. */
  SqlTally run(LongStream numbers) {
    OwnedRows before = others(OwnedRows.in(lab.database));
    List<Map<String, String>> rights = lab.database.rows(RIGHTS);
    try (SqlSession session = new SqlSession(lab.database, person)) {
      SqlWorlds worlds = new SqlWorlds(session);
      Person next = lab.population.of(person.persona() == Persona.GIL ? Persona.ANA : Persona.GIL);
      try (SqlPool pool = new SqlPool(lab, person, next)) {
        long last = 0;
        for (OfLong left = numbers.iterator(); left.hasNext() && !enough(); ) {
          last = left.nextLong();
          one(session, pool, worlds, last);
          if (last % SAID == 0) {
            progress.accept(last + " statements, " + tally.counted("leaks") + " leaks");
          }
        }
        look(pool, last);
        compareRows(before, rights);
        if (!enough()) {
          compareWorlds(session, pool, worlds, before);
        }
      }
    }
    return tally;
  }

  private boolean enough() {
    return tally.leaks().size() >= SqlTally.MOST_FINDINGS;
  }

  private OwnedRows others(OwnedRows rows) {
    return rows.which(row -> !row.mayBeChangedBy(person));
  }

  private void one(SqlSession session, SqlPool pool, SqlWorlds worlds, long number) {
    GeneratedSql sql = generator.statement(number);
    List<String> statements = sql.statements();
    SqlSession.Shown shown = session.run(statements, sql.keeps());
    String text = shown.text();
    tally.ran(sql, shown, foreign.own(text));
    if (sql.keeps() && !shown.failed()) {
      tally.count("committed");
    }
    Set<String> found = foreign.in(text, String.join(";", statements));
    if (!found.isEmpty()) {
      found(session, number, sql, found);
    } else if (sql.fate() == GeneratedSql.Fate.REFUSED && !shown.failed()) {
      tally.leak(new SqlTally.Leak(number, "it had to be refused", statements));
    }
    if (shown.cut()) {
      tally.count("cut off, so not compared");
    } else if (sql.steady() && number % COMPARED == 0) {
      worlds.choose(number);
    } else if (number % COMPARED == 0) {
      tally.count("exempt from comparing worlds");
    }
    if (number % POOLED == 0 && statements.stream().noneMatch(one -> one.startsWith("COPY"))) {
      tally.count("in the pool");
      Set<String> pooled =
          foreign.in(pool.run(statements, number % 3 == 0), String.join(";", statements));
      if (!pooled.isEmpty()) {
        tally.leak(new SqlTally.Leak(number, "in the pool: " + pooled, statements));
      }
    }
    if (number % LOOKED == 0) {
      look(pool, number);
    }
  }

  private void look(SqlPool pool, long number) {
    tally.count("looks of the next borrower");
    for (String left : pool.left()) {
      tally.leak(new SqlTally.Leak(number, "left in the pool: " + left, List.of()));
    }
  }

  private void found(SqlSession session, long number, GeneratedSql sql, Set<String> found) {
    List<String> smallest =
        enough()
            ? sql.statements()
            : sql.smallest(
                fewer ->
                    !foreign
                        .in(session.run(fewer, false).text(), String.join(";", fewer))
                        .isEmpty());
    tally.leak(new SqlTally.Leak(number, String.join(", ", found), smallest));
    progress.accept("statement " + number + " shows " + found);
  }

  private void compareRows(OwnedRows before, List<Map<String, String>> rights) {
    List<String> changed = others(OwnedRows.in(lab.database)).differFrom(before);
    if (!changed.isEmpty()) {
      tally.leak(new SqlTally.Leak(0, "rows of others are others in " + changed, List.of()));
    }
    if (!lab.database.rows(RIGHTS).equals(rights)) {
      tally.leak(new SqlTally.Leak(0, "policies, rights or roles are others", List.of()));
    }
  }

  private void compareWorlds(SqlSession session, SqlPool pool, SqlWorlds worlds, OwnedRows before) {
    LongStream.range(-readings.size(), 0).forEach(worlds::choose);
    // Behind everything else: what was committed may be of the person's own, and changes answers
    // too.
    for (long number : worlds.chosen()) {
      worlds.first(number, statement(number));
      worked(pool, number);
    }
    progress.accept("changing what others own");
    SqlWorlds.change(lab.database, before.which(row -> !person.mayRead(row.origin())));
    for (long number : worlds.asked()) {
      tally.count("worlds compared");
      worked(pool, number);
      GeneratedSql sql = statement(number);
      String differs = worlds.differs(number, sql);
      if (!differs.isEmpty()) {
        tally.leak(new SqlTally.Leak(number, differs, sql.statements()));
      }
    }
  }

  /** What has a number below 0 reads a relation as a whole. */
  private GeneratedSql statement(long number) {
    return number < 0
        ? new GeneratedSql(
            readings.get((int) -number - 1), Set.of(), true, GeneratedSql.Fate.OPEN, false)
        : generator.statement(number);
  }

  private static void worked(SqlPool pool, long number) {
    if (number % WORKED == 0) {
      pool.work();
    }
  }
}
