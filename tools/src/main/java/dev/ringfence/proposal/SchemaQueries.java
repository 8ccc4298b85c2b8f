package dev.ringfence.proposal;

/**
 * The questions to the catalogue. PostgreSQL's own and ringfence's schemas are left out of each.
 */
final class SchemaQueries {
  private static final String OURS =
      """
      n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'ringfence')
      """;

  static final String RELATIONS =
      """
      SELECT c.oid::int8 AS oid, n.nspname, c.relname, c.reltuples::int8 AS reltuples,
             CASE WHEN c.relkind = 'v' THEN 'a view: protect the tables below it, and make it WITH (security_invoker = true)'
                  WHEN c.relkind = 'm' THEN 'a materialized view, which has no row-level security'
                  WHEN c.relkind = 'f' THEN 'a foreign table, which has no row-level security'
                  WHEN c.relispartition THEN 'a partition: it is protected with its table'
                  WHEN EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e'
                               AND d.classid = 'pg_class'::regclass) THEN 'an extension''s'
                  WHEN c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits AS i
                               WHERE c.oid IN (i.inhrelid, i.inhparent))
                    THEN 'part of an inheritance tree, whose other tables each stay open'
                  ELSE '' END AS obstacle
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND
      """
          + OURS
          + "ORDER BY n.nspname, c.relname LIMIT "
          + (SchemaReader.MOST + 1);

  /** A base is what a domain is made of; labels are those of an enumeration. */
  static final String COLUMNS =
      """
      SELECT a.attrelid::int8 AS oid, a.attname, a.attnotnull,
             format_type(a.atttypid, NULL) AS type, t.typtype = 'd' AS domain,
             format_type(t.typbasetype, NULL) AS base,
             ARRAY(SELECT e.enumlabel::text FROM pg_enum AS e WHERE e.enumtypid = a.atttypid
                   ORDER BY e.enumsortorder) AS labels
        FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_type AS t ON t.oid = a.atttypid
       WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND
      """
          + OURS
          + "ORDER BY a.attrelid, a.attnum";

  /** Keys, and unique indexes over all rows and plain columns that are no key's. */
  static final String KEYS =
      """
      SELECT k.conrelid::int8 AS oid, k.contype::text AS kind, k.conname AS name,
             ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS x (n, i)
                   JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = x.n
                   ORDER BY x.i) AS columns,
             fn.nspname AS target_schema, f.relname AS target_name,
             ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS x (n, i)
                   JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = x.n
                   ORDER BY x.i) AS target_columns
        FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN pg_class AS f ON f.oid = k.confrelid
        LEFT JOIN pg_namespace AS fn ON fn.oid = f.relnamespace
       WHERE k.contype IN ('p', 'u', 'f') AND
      """
          + OURS
          + """
      UNION ALL
      SELECT i.indrelid::int8, 'i', c.relname,
             ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS x (n, o)
                   JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = x.n
                   WHERE x.o <= i.indnkeyatts ORDER BY x.o), NULL, NULL, ARRAY[]::text[]
        FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
         AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid) AND
      """
          + OURS
          + "ORDER BY 1, 2, 3";

  static final String CHECKS =
      """
      SELECT k.conrelid::int8 AS oid, a.attname, pg_get_constraintdef(k.oid) AS definition
        FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
       WHERE k.contype = 'c' AND cardinality(k.conkey) = 1 AND
      """
          + OURS
          + "ORDER BY k.conrelid, k.conname";

  static final String POLICIES =
      """
      SELECT p.polrelid::int8 AS oid, p.polname
        FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE p.polname !~ '^ringfence_' AND
      """
          + OURS
          + "ORDER BY p.polrelid, p.polname";

  static final String USERS =
      """
      SELECT n.nspname, c.relname, r.rolname
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       CROSS JOIN pg_roles AS r
       WHERE c.relkind IN ('r', 'p') AND r.rolname::text = ANY (?)
         AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE') AND
      """
          + OURS
          + "ORDER BY 1, 2, 3";

  static final String KEYWORDS = "SELECT word FROM pg_get_keywords()";

  static final String MIGRATED = "SELECT to_regclass('ringfence.protected_table') IS NOT NULL";

  static final String TENANTS = "SELECT id::text FROM ringfence.tenant ORDER BY id LIMIT 2";

  private SchemaQueries() {}
}
