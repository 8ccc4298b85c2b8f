package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What loads and what is refused, by the statement alone. */
class LoadRuleTest {
  private static final String TEXT = "{name: q, type: string, description: d, required: true}";
  private static final String MAIL =
      "{name: q, type: string, mask: email, description: d, required: true}";
  private static final String COUNT =
      "{name: n, type: integer, minValue: 1, maxValue: 20, default: 10, description: d}";
  private static final String NONE = "";
  private static final String PLAIN = "a: {type: text}";
  private static final String MASKED = "email: {type: text, mask: email}";
  private static final String BOTH = "a: {type: text}, email: {type: text, mask: email}";

  static Stream<Arguments> loading() {
    return Stream.of(
        arguments("SELECT a FROM demo.invoice LIMIT 10", NONE, PLAIN),
        arguments("select i.a from demo.invoice as i limit 10;", NONE, PLAIN),
        arguments("SELECT a FROM demo.invoice WHERE a = $1 LIMIT 10", TEXT, PLAIN),
        arguments("SELECT a FROM demo.invoice ORDER BY b DESC, a LIMIT $1", COUNT, PLAIN),
        arguments("SELECT a FROM demo.invoice LIMIT $1::bigint OFFSET 0", COUNT, PLAIN),
        arguments("SELECT a FROM demo.invoice ORDER BY b OFFSET 3 LIMIT 10", NONE, PLAIN),
        arguments("SELECT count(*)::text AS a FROM demo.invoice LIMIT 1", NONE, PLAIN),
        arguments(
            "SELECT a FROM demo.invoice WHERE ($1::text IS NULL OR a = $1) LIMIT 5", TEXT, PLAIN),
        arguments(
            "SELECT i.a FROM demo.invoice i JOIN demo.booking b USING (tenant_id, customer_id) LIMIT 5",
            NONE,
            PLAIN),
        arguments(
            "SELECT i.a FROM demo.invoice i LEFT JOIN demo.booking b USING (tenant_id, customer_id)"
                + " INNER JOIN demo.file f USING (tenant_id, \"customer_id\") WHERE b.x > 1 LIMIT 5",
            NONE,
            PLAIN),
        arguments(
            "SELECT i.a FROM demo.invoice i JOIN demo.booking b ON (b.x = i.x AND b.y = i.y)"
                + " JOIN demo.file f ON f.z = b.z LIMIT 5",
            NONE,
            PLAIN),
        arguments("WITH w AS (SELECT a FROM demo.invoice) SELECT a FROM w LIMIT 5", NONE, PLAIN),
        arguments("SELECT a FROM (SELECT a FROM demo.invoice LIMIT 3) AS x LIMIT 5", NONE, PLAIN),
        arguments(
            "SELECT a FROM demo.invoice i WHERE EXISTS (SELECT 1 FROM demo.booking b WHERE b.x = i.x)"
                + " LIMIT 5",
            NONE,
            PLAIN),
        arguments("SELECT a FROM demo.invoice -- tenant_id; DELETE\n LIMIT 5", NONE, PLAIN),
        arguments("SELECT a FROM demo.invoice /* a /* tenant_id */ ; */ LIMIT 5", NONE, PLAIN),
        arguments(
            "SELECT a FROM demo.invoice WHERE b <> 'customer_id; -- ''x' LIMIT 5", NONE, PLAIN),
        arguments("SELECT a FROM demo.invoice WHERE b <> $$tenant_id$$ LIMIT 5", NONE, PLAIN),
        arguments("SELECT a FROM demo.invoice WHERE b <> E'\\'; tenant_id' LIMIT 5", NONE, PLAIN),
        arguments("SELECT \"a\" FROM \"demo\".\"invoice\" LIMIT 5", NONE, PLAIN),
        arguments("SELECT to_char(b, 'YYYY') AS a FROM demo.invoice LIMIT 5", NONE, PLAIN),
        arguments("SELECT extract(year FROM b)::text AS a FROM demo.invoice LIMIT 5", NONE, PLAIN),
        arguments("SELECT substring(b FROM 1 FOR 3) AS a FROM demo.invoice LIMIT 5", NONE, PLAIN),
        arguments("SELECT a FROM demo.invoice WHERE b IS DISTINCT FROM c LIMIT 5", NONE, PLAIN),
        arguments("SELECT DISTINCT a FROM demo.invoice LIMIT 5", NONE, PLAIN),
        arguments(
            "SELECT a FROM demo.x UNION ALL SELECT b FROM demo.y ORDER BY 1 LIMIT 5", NONE, PLAIN),
        arguments(
            "SELECT CAST(b AS numeric(10,2))::text AS a FROM demo.invoice LIMIT 5", NONE, PLAIN),
        arguments("SELECT (b * 2 + c*3)::text AS a FROM demo.invoice LIMIT 5", NONE, PLAIN),
        arguments(
            "SELECT sum(b) OVER (PARTITION BY c ORDER BY d)::text AS a FROM demo.invoice LIMIT 5",
            NONE,
            PLAIN),
        arguments(
            "SELECT count(b) FILTER (WHERE b > 1)::text AS a FROM demo.invoice LIMIT 5",
            NONE,
            PLAIN),
        arguments("SELECT a, email FROM demo.customer ORDER BY a LIMIT 5", NONE, BOTH),
        arguments("SELECT a, email FROM demo.customer WHERE email = $1 LIMIT 5", MAIL, BOTH),
        arguments(
            "SELECT a, c.email FROM demo.customer c WHERE $1 = c.email AND a > b LIMIT 5",
            MAIL,
            BOTH),
        arguments(
            "SELECT a, email FROM demo.customer WHERE ($1::text IS NULL OR email = $1::text) LIMIT 5",
            MAIL,
            BOTH),
        arguments("SELECT lower(mail) AS email FROM demo.customer LIMIT 5", NONE, MASKED),
        arguments("SELECT a FROM demo.customer WHERE email = $1 LIMIT 5", MAIL, PLAIN),
        arguments(
            "SELECT a FROM demo.x WHERE b > c::timestamp with time zone LIMIT 1", NONE, PLAIN),
        arguments(
            "WITH x AS (SELECT a FROM demo.y), z AS MATERIALIZED (SELECT a FROM x) SELECT a FROM z LIMIT 1",
            NONE,
            PLAIN),
        arguments(
            "SELECT count(*)::text AS a FROM demo.invoice WHERE due < current_date LIMIT 1",
            NONE,
            PLAIN));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        // not one reading statement
        arguments("DELETE FROM demo.invoice", NONE, PLAIN, "not a SELECT"),
        arguments("UPDATE demo.invoice SET a = 1", NONE, PLAIN, "not a SELECT"),
        arguments("INSERT INTO demo.invoice VALUES (1)", NONE, PLAIN, "not a SELECT"),
        arguments("TABLE demo.invoice", NONE, PLAIN, "not a SELECT"),
        arguments("VALUES (1) LIMIT 1", NONE, PLAIN, "not a SELECT"),
        arguments("EXPLAIN SELECT a FROM demo.invoice LIMIT 1", NONE, PLAIN, "not a SELECT"),
        arguments(
            "SELECT a FROM demo.invoice LIMIT 1; SELECT 1", NONE, PLAIN, "more than one statement"),
        arguments("SELECT a FROM demo.invoice LIMIT 1; ;", NONE, PLAIN, "more than one statement"),
        arguments("SELECT a INTO x FROM demo.invoice LIMIT 1", NONE, PLAIN, "contains INTO"),
        arguments("SELECT a FROM demo.invoice LIMIT 1 FOR UPDATE", NONE, PLAIN, "contains UPDATE"),
        arguments("SELECT a FROM demo.invoice LIMIT 1 FOR KEY SHARE", NONE, PLAIN, "locks rows"),
        arguments(
            "WITH d AS (DELETE FROM demo.invoice RETURNING a) SELECT a FROM d LIMIT 1",
            NONE,
            PLAIN,
            "contains DELETE"),
        // no limit
        arguments("SELECT a FROM demo.invoice", NONE, PLAIN, "no LIMIT"),
        arguments("SELECT a FROM demo.invoice -- LIMIT 5", NONE, PLAIN, "no LIMIT"),
        arguments("SELECT a FROM (SELECT a FROM demo.invoice LIMIT 5) x", NONE, PLAIN, "no LIMIT"),
        arguments("SELECT a FROM demo.invoice LIMIT ALL", NONE, PLAIN, "neither a number"),
        arguments("SELECT a FROM demo.invoice LIMIT NULL", NONE, PLAIN, "neither a number"),
        arguments("SELECT a FROM demo.invoice LIMIT 5 + 1000000", NONE, PLAIN, "an expression"),
        arguments("SELECT a FROM demo.invoice LIMIT 1000000", NONE, PLAIN, "too large"),
        arguments("SELECT a FROM demo.invoice LIMIT 1.5", NONE, PLAIN, "too large"),
        arguments("SELECT a FROM demo.invoice LIMIT (SELECT 5)", NONE, PLAIN, "neither a number"),
        arguments(
            "SELECT a FROM demo.invoice FETCH FIRST 5 ROWS ONLY", NONE, PLAIN, "contains FETCH"),
        arguments("SELECT a FROM demo.invoice LIMIT $1", TEXT, PLAIN, "not an integer"),
        arguments(
            "SELECT a FROM demo.invoice LIMIT $1",
            "{name: n, type: integer, minValue: 1, description: d}",
            PLAIN,
            "no maxValue"),
        arguments(
            "SELECT a FROM demo.invoice LIMIT $1",
            "{name: n, type: integer, maxValue: 5, description: d}",
            PLAIN,
            "no minValue"),
        arguments(
            "SELECT a FROM demo.invoice LIMIT $1",
            "{name: n, type: integer, minValue: 1, maxValue: 5, required: false, description: d}",
            PLAIN,
            "there is no LIMIT"),
        // parameters
        arguments(
            "SELECT a FROM demo.invoice WHERE a = $2 LIMIT 1", TEXT, PLAIN, "$2 is not declared"),
        arguments(
            "SELECT a FROM demo.invoice WHERE a = $0 LIMIT 1", TEXT, PLAIN, "$0 is not declared"),
        arguments("SELECT a FROM demo.invoice LIMIT 1", TEXT, PLAIN, "'q' is not used"),
        arguments(
            "SELECT a FROM demo.invoice WHERE b = '$1' LIMIT 1", TEXT, PLAIN, "'q' is not used"),
        // ownership
        arguments(
            "SELECT a FROM demo.invoice WHERE customer_id = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column customer_id"),
        arguments(
            "SELECT a FROM demo.invoice WHERE tenant_id::text = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column tenant_id"),
        arguments(
            "SELECT a FROM demo.invoice WHERE CUSTOMER_ID = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT a FROM demo.invoice WHERE \"customer_id\" = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT a FROM demo.invoice WHERE customer_id/**/=$1 LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT owner_id AS a FROM demo.invoice LIMIT 1",
            NONE,
            PLAIN,
            "ownership column owner_id"),
        arguments(
            "SELECT a FROM demo.invoice ORDER BY tenant_id LIMIT 1",
            NONE,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT i.a FROM demo.invoice i JOIN demo.customer c ON c.customer_id = i.customer_id LIMIT 1",
            NONE,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT i.a FROM demo.invoice i JOIN (SELECT $1::uuid AS customer_id) x USING (customer_id) LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT i.a FROM demo.invoice i JOIN unnest($1::uuid[]) AS customer_id USING (customer_id) LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT a FROM demo.invoice i WHERE tenant_id(i) = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT a FROM demo.invoice WHERE U&\"\\0074enant_id\" = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "Unicode escapes"),
        arguments(
            "SELECT a FROM demo.invoice WHERE a = $1 LIMIT 1",
            "{name: customer_id, type: string, description: d}",
            PLAIN,
            "names an owner"),
        arguments(
            "SELECT b AS a FROM demo.invoice AS i(a, b, c) WHERE b = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "columns are renamed"),
        arguments(
            "SELECT b AS a FROM demo.invoice min(a, b) WHERE b = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "columns are renamed"),
        arguments(
            "SELECT b AS a FROM (demo.invoice JOIN demo.booking USING (tenant_id)) AS j(b, c) WHERE b = $1 LIMIT 1",
            TEXT,
            PLAIN,
            "join stands in parentheses"),
        // whole rows
        arguments("SELECT * FROM demo.invoice LIMIT 1", NONE, PLAIN, "'*' selects"),
        arguments("SELECT i.* FROM demo.invoice i LIMIT 1", NONE, PLAIN, "'*' selects"),
        arguments("SELECT a, * FROM demo.invoice LIMIT 1", NONE, PLAIN, "'*' selects"),
        arguments("SELECT DISTINCT * FROM demo.invoice LIMIT 1", NONE, PLAIN, "'*' selects"),
        arguments("SELECT a FROM demo.invoice * LIMIT 1", NONE, PLAIN, "'*' selects"),
        arguments("SELECT i::text AS a FROM demo.invoice i LIMIT 1", NONE, PLAIN, "whole row"),
        arguments("SELECT invoice::text AS a FROM demo.invoice LIMIT 1", NONE, PLAIN, "whole row"),
        arguments(
            "SELECT a FROM demo.invoice i WHERE i::text LIKE $1 LIMIT 1", TEXT, PLAIN, "whole row"),
        arguments(
            "SELECT concat(i, '') AS a FROM demo.invoice \"I\" LIMIT 1", NONE, PLAIN, "whole row"),
        arguments("SELECT ctid::text AS a FROM demo.invoice LIMIT 1", NONE, PLAIN, "system column"),
        // tables
        arguments("SELECT a FROM invoice LIMIT 1", NONE, PLAIN, "has no schema"),
        arguments("SELECT relname AS a FROM pg_class LIMIT 1", NONE, PLAIN, "has no schema"),
        arguments(
            "SELECT a FROM pg_catalog.pg_stats LIMIT 1", NONE, PLAIN, "not one of customers' data"),
        arguments(
            "SELECT a FROM information_schema.tables LIMIT 1",
            NONE,
            PLAIN,
            "not one of customers' data"),
        arguments(
            "SELECT a FROM ringfence.placeholder LIMIT 1",
            NONE,
            PLAIN,
            "not one of customers' data"),
        arguments("SELECT a FROM demo.x, demo.y LIMIT 1", NONE, PLAIN, "joined by a comma"),
        arguments(
            "SELECT a FROM demo.x JOIN demo.z USING (k), demo.y LIMIT 1",
            NONE,
            PLAIN,
            "joined by a comma"),
        arguments("SELECT a FROM demo.x NATURAL JOIN demo.y LIMIT 1", NONE, PLAIN, "NATURAL"),
        arguments("SELECT a FROM ONLY demo.x LIMIT 1", NONE, PLAIN, "contains ONLY"),
        arguments("SELECT a FROM db.demo.x LIMIT 1", NONE, PLAIN, "schema.table"),
        arguments("SELECT now()::text AS a LIMIT 1", NONE, PLAIN, "reads no table"),
        // functions and casts
        arguments(
            "SELECT pg_sleep(10)::text AS a FROM demo.x LIMIT 1", NONE, PLAIN, "function pg_sleep"),
        arguments(
            "SELECT set_config('ringfence.context', $1, true) AS a FROM demo.x LIMIT 1",
            TEXT,
            PLAIN,
            "function set_config"),
        arguments(
            "SELECT current_setting('x') AS a FROM demo.x LIMIT 1",
            NONE,
            PLAIN,
            "function current_setting"),
        arguments(
            "SELECT ringfence.tenant_id()::text AS a FROM demo.x LIMIT 1",
            NONE,
            PLAIN,
            "function tenant_id"),
        arguments(
            "SELECT query_to_xml('x', true, true, '')::text AS a FROM demo.x LIMIT 1",
            NONE,
            PLAIN,
            "function query_to_xml"),
        arguments(
            "SELECT pg_catalog.pg_read_file('x') AS a FROM demo.x LIMIT 1",
            NONE,
            PLAIN,
            "function pg_read_file"),
        arguments(
            "SELECT \"pg_sleep\"(1)::text AS a FROM demo.x LIMIT 1",
            NONE,
            PLAIN,
            "function pg_sleep"),
        arguments(
            "SELECT nextval('s')::text AS a FROM demo.x LIMIT 1", NONE, PLAIN, "function nextval"),
        arguments(
            "SELECT $1::regclass::text AS a FROM demo.x LIMIT 1",
            TEXT,
            PLAIN,
            "a cast to regclass"),
        arguments(
            "SELECT CAST($1 AS regrole)::text AS a FROM demo.x LIMIT 1",
            TEXT,
            PLAIN,
            "a cast to regrole"),
        arguments("SELECT b::demo.mine AS a FROM demo.x LIMIT 1", NONE, PLAIN, "a cast to demo"),
        arguments(
            "SELECT a FROM demo.x WHERE b OPERATOR(demo.=) $1 LIMIT 1", TEXT, PLAIN, "OPERATOR"),
        // masked columns
        arguments(
            "SELECT email FROM demo.c WHERE email LIKE $1 LIMIT 1",
            TEXT,
            MASKED,
            "masked column email"),
        arguments(
            "SELECT email FROM demo.c WHERE email = $1 LIMIT 1",
            TEXT,
            MASKED,
            "masked column email"),
        arguments(
            "SELECT email FROM demo.c WHERE email > $1 LIMIT 1",
            MAIL,
            MASKED,
            "masked column email"),
        arguments(
            "SELECT email FROM demo.c WHERE lower(email) = $1 LIMIT 1",
            MAIL,
            MASKED,
            "masked column email"),
        arguments(
            "SELECT email FROM demo.c WHERE email = $1 || '%' LIMIT 1",
            MAIL, MASKED, "masked column email"),
        arguments(
            "SELECT email FROM demo.c WHERE b || email = $1 LIMIT 1",
            MAIL,
            MASKED,
            "masked column email"),
        arguments(
            "SELECT email FROM demo.c ORDER BY email LIMIT 1", NONE, MASKED, "masked column email"),
        arguments(
            "SELECT mail AS email FROM demo.c ORDER BY mail LIMIT 1",
            NONE,
            MASKED,
            "masked column mail"),
        arguments(
            "SELECT mail AS email FROM demo.c WHERE mail LIKE 'a%' LIMIT 1",
            NONE, MASKED, "masked column mail"),
        arguments(
            "SELECT email FROM demo.c ORDER BY 1 LIMIT 1", NONE, MASKED, "sorting by position"),
        arguments(
            "SELECT a, email FROM demo.c ORDER BY a, 2 LIMIT 1", NONE, BOTH, "sorting by position"),
        arguments("SELECT DISTINCT email FROM demo.c LIMIT 1", NONE, MASKED, "DISTINCT compares"),
        arguments(
            "SELECT email FROM demo.c UNION SELECT b FROM demo.d LIMIT 1",
            NONE,
            MASKED,
            "set operation"),
        arguments(
            "SELECT email, substring(email FROM 1 FOR 2) AS a FROM demo.c LIMIT 1",
            NONE,
            BOTH,
            "masked column email"),
        arguments(
            "SELECT email, count(*)::text AS a FROM demo.c GROUP BY email LIMIT 1",
            NONE,
            BOTH,
            "masked column email"),
        arguments(
            "SELECT email FROM (SELECT mail AS email FROM demo.c) x LIMIT 1",
            NONE,
            MASKED,
            "masked column email"),
        arguments(
            "SELECT CASE WHEN email LIKE $1 THEN email END AS email FROM demo.c LIMIT 1",
            MAIL,
            MASKED,
            "depends on $1"),
        arguments("SELECT mail FROM demo.c LIMIT 1", NONE, MASKED, "not selected by that name"),
        arguments(
            "SELECT count(*)::text AS a FROM demo.c WHERE email LIKE $1 LIMIT 1",
            TEXT,
            PLAIN,
            "masked column email"),
        arguments(
            "SELECT a FROM demo.c WHERE contact_phone > $1 LIMIT 1",
            TEXT,
            PLAIN,
            "masked column contact_phone"),
        arguments(
            "SELECT a FROM demo.c ORDER BY api_key LIMIT 1", NONE, PLAIN, "masked column api_key"),
        // what only a closer look finds
        arguments(
            "SELECT (SELECT string_agg(relname, ',') FROM pg_class) AS a FROM demo.x"
                + " WINDOW w AS (ORDER BY b), pg_class AS (ORDER BY b) LIMIT 1",
            NONE,
            PLAIN,
            "pg_class has no schema"),
        arguments(
            "SELECT (WITH pg_class AS (SELECT 1 AS b) SELECT b FROM pg_class)::text AS a FROM pg_class LIMIT 1",
            NONE,
            PLAIN,
            "WITH stands inside"),
        arguments(
            "WITH pg_class AS (SELECT a FROM demo.x) SELECT a FROM pg_class LIMIT 1",
            NONE,
            PLAIN,
            "not understood"),
        arguments(
            "SELECT (SELECT string_agg(relname, ',') AS distinct FROM pg_class) AS a FROM demo.x LIMIT 1",
            NONE,
            PLAIN,
            "pg_class has no schema"),
        arguments(
            "SELECT a FROM demo.x WHERE demo.using(customer_id, $1) LIMIT 1",
            TEXT,
            PLAIN,
            "ownership column"),
        arguments(
            "SELECT a FROM demo.x WHERE demo.where(b, $1) LIMIT 1", TEXT, PLAIN, "function where"),
        arguments(
            "SELECT x.row_to_json::text AS a FROM demo.x x LIMIT 1",
            NONE,
            PLAIN,
            "function of the whole row"),
        arguments(
            "SELECT x.\"to_jsonb\" ->> $1 AS a FROM demo.x x LIMIT 1",
            TEXT,
            PLAIN,
            "function of the whole row"),
        arguments("SELECT rank\u212a() AS a FROM demo.x LIMIT 1", NONE, PLAIN, "function rank"),
        arguments(
            "SELECT a FROM demo.x ORDER BY \"contactEmail\" LIMIT 1",
            NONE,
            PLAIN,
            "masked column contactEmail"),
        // not SQL that can be read
        arguments("SELECT 'a FROM demo.x LIMIT 1", NONE, PLAIN, "string is not closed"),
        arguments("SELECT \"a FROM demo.x LIMIT 1", NONE, PLAIN, "identifier is not closed"),
        arguments("SELECT $x$a FROM demo.x LIMIT 1", NONE, PLAIN, "dollar-quoted"),
        arguments("SELECT a /* FROM demo.x LIMIT 1", NONE, PLAIN, "comment is not closed"),
        arguments("SELECT (a FROM demo.x LIMIT 1", NONE, PLAIN, "not closed"),
        arguments("SELECT a) FROM demo.x LIMIT 1", NONE, PLAIN, "never opened"),
        arguments("SELECT a FROM demo.x LIMIT 0x7f", NONE, PLAIN, "a number is written"),
        arguments("SELECT a FROM demo.x WHERE b = \\ LIMIT 1", NONE, PLAIN, "no meaning"),
        arguments("SELECT a FROM LIMIT 1", NONE, PLAIN, "not understood"));
  }

  @ParameterizedTest
  @MethodSource("loading")
  void aToolThatCannotLeakHasNothingAgainstIt(String sql, String parameters, String columns) {
    assertThat(objections(sql, parameters, columns)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aToolThatCouldLeakIsRefusedWithAReason(
      String sql, String parameters, String columns, String reason) {
    assertThat(objections(sql, parameters, columns))
        .anySatisfy(o -> assertThat(o).contains(reason));
  }

  static List<String> objections(String sql, String parameters, String columns) {
    var objections = new ArrayList<String>();
    StaticCheck.judge(tool(sql, parameters, columns), objections::add);
    return objections;
  }

  static ToolDefinition tool(String sql, String parameters, String columns) {
    return ToolFileTest.parse(
            """
            kind: tool
            name: t
            type: postgres-sql
            description: d
            parameters: [%s]
            statement: |1
             %s
            x-ringfence:
              access: [customer]
              result: {%s}
            """
                .formatted(parameters, sql.replace("\n", "\n "), columns))
        .tools()
        .getFirst();
  }
}
