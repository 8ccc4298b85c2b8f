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
