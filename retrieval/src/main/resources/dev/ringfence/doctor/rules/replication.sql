-- Where rows leave the database, or come into it.

-- rule publication-of-all, error
-- title: All tables are published
-- harm: Every row of every tenant, and of each table that is still to be made, goes to whoever subscribes.
SELECT p.pubname, '', format('DROP PUBLICATION %I;', p.pubname) FROM pg_publication AS p WHERE p.puballtables

-- rule publication-of-schema, error
-- title: A whole schema is published
-- harm: Every table in it, and each that is still to be made, leaves the database past every policy.
SELECT p.pubname, 'schema ' || n.nspname, format('ALTER PUBLICATION %I DROP TABLES IN SCHEMA %I;', p.pubname, n.nspname)
  FROM pg_publication AS p JOIN pg_publication_namespace AS s ON s.pnpubid = p.oid JOIN pg_namespace AS n ON n.oid = s.pnnspid

-- rule publication-of-protected, error
-- title: A protected table is published
-- harm: Replication passes no policy: the subscriber has the rows of every tenant, or the keys that seal who somebody is.
SELECT t.object, 'publication ' || p.pubname, format('ALTER PUBLICATION %I DROP TABLE %s;', p.pubname, t.quoted)
  FROM pg_publication_rel AS r JOIN pg_publication AS p ON p.oid = r.prpubid JOIN relation AS t ON t.oid = r.prrelid
 WHERE t.schema = 'ringfence' OR t.oid IN (SELECT i.oid FROM inside AS i)

-- rule subscription, warning
-- title: Rows come from another server
-- harm: They are written past every policy, with the owners that the other server says they have.
SELECT s.subname, '', format('ALTER SUBSCRIPTION %1$I DISABLE; ALTER SUBSCRIPTION %1$I SET (slot_name = NONE); DROP SUBSCRIPTION %1$I;', s.subname)
  FROM subscription AS s

-- rule logical-slot, warning
-- title: Changes are kept for somebody to read them as text
-- harm: Whoever reads the slot reads the changed rows of every tenant.
SELECT s.slot_name, 'plugin ' || s.plugin, format('SELECT pg_drop_replication_slot(%L);', s.slot_name)
  FROM slot AS s WHERE s.slot_type = 'logical' AND s.database = current_database()

-- rule extension-reaches-out, error
-- title: An extension opens connections or files
-- harm: Whoever may call it leaves the database as the server's process, with rows in hand.
SELECT e.extname, '', format('DROP EXTENSION %I;', e.extname) FROM pg_extension AS e
 WHERE e.extname IN ('dblink', 'file_fdw', 'adminpack', 'http', 'pg_net', 'pgsql-http', 'plsh', 'plpython3u', 'plpython2u',
                     'plperlu', 'pltclu', 'pljava', 'plr', 'oracle_fdw', 'mysql_fdw', 'redis_fdw', 'plrust', 'mongo_fdw',
                     'tds_fdw', 'multicorn', 'plcoffee', 'aws_s3', 'aws_lambda', 'azure_storage', 'wrappers')

-- rule extension-other-database, warning
-- title: An extension makes tables of other servers look like tables
-- harm: Rows that it shows come through one login for everybody, and foreign tables can have no policy.
SELECT e.extname, '', format('DROP EXTENSION %I;', e.extname) FROM pg_extension AS e
 WHERE e.extname IN ('postgres_fdw', 'sqlite_fdw', 'clickhouse_fdw', 'bigquery_fdw', 'hdfs_fdw', 'jdbc_fdw', 'odbc_fdw', 'parquet_fdw', 'pg_duckdb')

-- rule extension-shows-storage, error
-- title: An extension shows what lies in the files of tables
-- harm: Pages, locks and logs hold the rows of every tenant, those that were deleted included.
SELECT e.extname, '', format('DROP EXTENSION %I;', e.extname) FROM pg_extension AS e
 WHERE e.extname IN ('pageinspect', 'pg_walinspect', 'pgrowlocks', 'pg_surgery', 'pg_visibility', 'pg_freespacemap', 'pg_buffercache', 'pgstattuple', 'pg_dirtyread', 'pg_filedump')

-- rule extension-shows-statements, warning
-- title: An extension shows what others asked
-- harm: Statements, with their values or with how often they ran, tell one tenant what another does.
SELECT e.extname, '', format('DROP EXTENSION %I;  -- or take SELECT on its views from PUBLIC', e.extname) FROM pg_extension AS e
 WHERE e.extname IN ('pg_stat_statements', 'pg_qualstats', 'pg_store_plans', 'pg_stat_kcache', 'pg_stat_monitor', 'pg_wait_sampling', 'hypopg')
   AND EXISTS (SELECT FROM pg_depend AS d JOIN pg_class AS c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
                CROSS JOIN aclexplode(c.relacl) AS a JOIN hand AS h ON h.oid = a.grantee
                WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e')

-- rule extension-runs-later, warning
-- title: An extension runs or tells something behind the back of a query
-- harm: What it runs is bound to no principal; what it tells, such as the keys of changed rows, is heard by every session.
SELECT e.extname, '', format('DROP EXTENSION %I;', e.extname) FROM pg_extension AS e
 WHERE e.extname IN ('pg_cron', 'pg_timetable', 'pg_background', 'pgagent', 'tcn')

-- rule extension-unknown, warning
-- title: An extension that ringfence does not know
-- harm: Its code may run with a superuser's rights, read other tables or leave the database; it has not been weighed.
SELECT e.extname, '', format('DROP EXTENSION %I;  -- or accept it in the baseline', e.extname) FROM pg_extension AS e
 WHERE e.extname !~ ('^(plpgsql|vector|vectorscale|pg_search|pg_bigm|pg_trgm|btree_gin|btree_gist|bloom|citext|cube|dict_int|dict_xsyn|earthdistance'
   '|fuzzystrmatch|hstore|intarray|isn|lo|ltree|moddatetime|autoinc|insert_username|refint|pgcrypto|seg|sslinfo|tablefunc|tsm_system_rows'
   '|tsm_system_time|unaccent|uuid-ossp|amcheck|pg_prewarm|plperl|plv8|pltcl|pgaudit|pg_partman|pg_repack|pg_hint_plan|pg_uuidv7|pg_jsonschema'
   '|postgis.*|address_standardizer.*|citus.*|timescaledb.*|age|rum|pg_ivm|hll|topn|semver|unit|prefix|ip4r|orafce|pgtap|pgmq|pgroonga'
   '|dblink|file_fdw|adminpack|http|pg_net|pgsql-http|plsh|plpython3u|plpython2u|plperlu|pltclu|pljava|plr|plrust|plcoffee|aws_s3|aws_lambda'
   '|azure_storage|wrappers|multicorn|.*_fdw|pg_duckdb|pageinspect|pg_walinspect|pgrowlocks|pg_surgery|pg_visibility|pg_freespacemap'
   '|pg_buffercache|pgstattuple|pg_dirtyread|pg_filedump|pg_stat_statements|pg_qualstats|pg_store_plans|pg_stat_kcache|pg_stat_monitor'
   '|pg_wait_sampling|hypopg|pg_cron|pg_timetable|pg_background|pgagent|tcn)$')
