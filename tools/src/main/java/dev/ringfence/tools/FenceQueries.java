package dev.ringfence.tools;

/** What the catalogue is asked of the things that statements name, by their object ids. */
final class FenceQueries {
  static final String TABLES =
      """
      SELECT CAST(c.oid AS bigint) AS id, CAST(n.nspname AS text) AS schema,
             CAST(c.relname AS text) AS name, CAST(c.relkind AS text) AS kind,
             CAST(a.attnum AS integer) AS number, CAST(a.attname AS text) AS attribute
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_attribute a
          ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE CAST(c.oid AS bigint) = ANY (CAST($1 AS bigint[]))
      """;

  static final String POLICIES =
      """
      SELECT CAST(p.polrelid AS bigint) AS id, CAST(q.condition AS text) AS condition
        FROM pg_catalog.pg_policy p
        CROSS JOIN LATERAL (VALUES (CAST(p.polqual AS text)), (CAST(p.polwithcheck AS text)))
          AS q (condition)
       WHERE CAST(p.polrelid AS bigint) = ANY (CAST($1 AS bigint[])) AND q.condition IS NOT NULL
      """;

  static final String FUNCTIONS =
      """
      SELECT CAST(p.oid AS bigint) AS id, CAST(n.nspname AS text) AS schema,
             CAST(p.proname AS text) AS name, CAST(p.provolatile AS text) AS volatility,
             p.prosecdef AS definer, CAST(l.lanname AS text) AS language,
             coalesce(CAST(e.extname AS text), '') AS extension
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_catalog.pg_language l ON l.oid = p.prolang
        LEFT JOIN pg_catalog.pg_depend d
          ON d.classid = CAST('pg_catalog.pg_proc' AS regclass) AND d.objid = p.oid
         AND d.deptype = 'e'
        LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
       WHERE CAST(p.oid AS bigint) = ANY (CAST($1 AS bigint[]))
      """;

  /** What one function is, beside its name: how it runs, and what it takes. */
  static final String SHAPE =
      """
      SELECT n.nspname || '.' || p.proname AS name, CAST(p.prokind AS text) AS kind,
             CAST(l.lanname AS text) AS language, p.prosecdef AS definer,
             p.proleakproof AS leakproof, CAST(p.provolatile AS text) AS volatility,
             p.proconfig IS NOT NULL AS set, CAST(p.prosupport AS oid) <> 0 AS supported,
             p.provariadic <> 0 AS variadic,
             EXISTS (SELECT FROM unnest(CAST(p.proargtypes AS oid[])) AS a (id)
                       JOIN pg_catalog.pg_type t ON t.oid = a.id
                      WHERE t.typtype = 'p') AS polymorphic,
             ARRAY(SELECT coalesce(nullif(p.proargnames[a.place], ''), '$' || a.place)
                     FROM generate_series(1, greatest(p.pronargs, cardinality(p.proallargtypes)))
                       AS a (place)
                    WHERE p.proargmodes IS NULL
                       OR p.proargmodes[a.place] = ANY (CAST('{i,b,v}' AS "char"[]))
                    ORDER BY a.place) AS takes
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_catalog.pg_language l ON l.oid = p.prolang
       WHERE CAST(p.oid AS bigint) = $1
      """;

  /**
   * The columns that one function returns, in the order in which its body has to return them: its
   * OUT parameters, the columns of a row type, or its one value; none for a record or a domain.
   */
  static final String RETURNED =
      """
      WITH f AS (
        SELECT p.proallargtypes, p.prorettype,
               CASE WHEN p.proargmodes && CAST('{o,b,t}' AS "char"[]) THEN p.proargmodes END AS modes
          FROM pg_catalog.pg_proc p
         WHERE CAST(p.oid AS bigint) = $1)
      SELECT CAST(row_number() OVER (ORDER BY a.place) AS integer) AS number,
             CAST(f.proallargtypes[a.place] AS bigint) AS type
        FROM f CROSS JOIN LATERAL generate_series(1, cardinality(f.modes)) AS a (place)
       WHERE f.modes[a.place] = ANY (CAST('{o,b,t}' AS "char"[]))
      UNION ALL
      SELECT CAST(a.attnum AS integer), CAST(a.atttypid AS bigint)
        FROM f
        JOIN pg_catalog.pg_type t ON t.oid = f.prorettype AND t.typtype = 'c'
        JOIN pg_catalog.pg_attribute a
          ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE f.modes IS NULL
      UNION ALL
      SELECT 1, CAST(f.prorettype AS bigint)
        FROM f
        JOIN pg_catalog.pg_type t
          ON t.oid = f.prorettype AND t.typtype <> ALL (CAST('{c,d,p}' AS "char"[]))
       WHERE f.modes IS NULL
       ORDER BY number
      """;

  static final String OPERATORS =
      """
      SELECT CAST(o.oid AS bigint) AS id, CAST(o.oprname AS text) AS name,
             CAST(CAST(o.oprcode AS oid) AS bigint) AS function
        FROM pg_catalog.pg_operator o
       WHERE CAST(o.oid AS bigint) = ANY (CAST($1 AS bigint[]))
      """;

  static final String TYPES =
      """
      SELECT CAST(t.oid AS bigint) AS id, pg_catalog.format_type(t.oid, NULL) AS name,
             CAST(n.nspname AS text) AS schema, CAST(t.typtype AS text) AS kind,
             coalesce(CAST(e.extname AS text), '') AS extension
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_catalog.pg_depend d
          ON d.classid = CAST('pg_catalog.pg_type' AS regclass) AND d.objid = t.oid
         AND d.deptype = 'e'
        LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
       WHERE CAST(t.oid AS bigint) = ANY (CAST($1 AS bigint[]))
      """;

  static final String RIGHTS =
      """
      SELECT DISTINCT n.nspname || '.' || c.relname AS name
        FROM unnest(CAST($1 AS bigint[]), CAST($2 AS integer[])) AS r (id, number)
        JOIN pg_catalog.pg_class c ON c.oid = CAST(r.id AS oid)
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE NOT CASE WHEN r.number = 0 THEN has_any_column_privilege(c.oid, 'SELECT')
                      ELSE has_column_privilege(c.oid, CAST(r.number AS smallint), 'SELECT') END
      """;

  private FenceQueries() {}
}
