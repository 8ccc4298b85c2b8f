package dev.ringfence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.sql.SqlCatalogue.Column;
import dev.ringfence.sql.SqlCatalogue.Function;
import dev.ringfence.sql.SqlCatalogue.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random SQL as text; {@code SqlFuzzTest} runs it. */
final class SqlGeneratorTest {
  private static final Relation INVOICE =
      new Relation(
          "demo.invoice",
          true,
          true,
          List.of(
              new Column("tenant_id", "uuid", true, true, false, true),
              new Column("id", "uuid", true, true, false, true),
              new Column("number", "text", true, true, true, false)));

  private static final SqlCatalogue CATALOGUE =
      new SqlCatalogue(
          List.of(INVOICE),
          List.of(INVOICE),
          List.of(INVOICE),
          List.of(new Function("pg_catalog.upper", "text", true, List.of("text"))));

  private static final Aims AIMS =
      new Aims("t", "s", List.of("ringfence_staff"), List.of("2|forged"), List.of("k"));

  @Test
  void sameNumberOfTheSameSeedIsTheSameStatementAndAnotherIsAnother() {
    Set<String> all = new HashSet<>();
    for (long number = 0; number < 2_000; number++) {
      GeneratedSql sql = new SqlGenerator(CATALOGUE, AIMS, 7).statement(number);
      assertThat(new SqlGenerator(CATALOGUE, AIMS, 7).statement(number)).isEqualTo(sql);
      assertThat(sql.statements()).isNotEmpty().allSatisfy(one -> assertThat(one).isPrintable());
      all.add(String.join(";", sql.statements()));
    }
    assertThat(all).hasSizeGreaterThan(1_500);
  }

  @Test
  void anotherSeedWritesOtherStatements() {
    assertThat(new SqlGenerator(CATALOGUE, AIMS, 7).statement(3).statements())
        .isNotEqualTo(new SqlGenerator(CATALOGUE, AIMS, 8).statement(3).statements());
  }

  @Test
  void whatHasNothingToDoWithALeakIsLeftOut() {
    String marked =
        "SELECT "
            + Clauses.simpler("upper(" + Clauses.simpler("x || y", "NULL") + ")", "1")
            + " FROM t"
            + Clauses.optional(" WHERE leak" + Clauses.optional(" AND more"))
            + Clauses.optional(" ORDER BY 1")
            + GeneratedSql.NEXT
            + "COMMIT";
    GeneratedSql sql = new GeneratedSql(marked, Set.of(), true, GeneratedSql.Fate.OPEN, false);
    assertThat(sql.statements())
        .containsExactly("SELECT upper(x || y) FROM t WHERE leak AND more ORDER BY 1", "COMMIT");
    assertThat(sql.smallest(left -> String.join(";", left).contains("leak")))
        .containsExactly("SELECT 1 FROM t WHERE leak");
  }
}
