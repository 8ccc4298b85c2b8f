-- ringfence's own schema: whether it is what its migrations made. Rules without a query compare it with fence.tsv (FenceReading).

-- rule fence-missing, error
-- title: ringfence's schema is not there, or of another version
-- harm: The functions that policies call, or tables that the service writes, are missing.

-- rule fence-function, error
-- title: A function of ringfence's schema is not the one that its migrations made
-- harm: Policies believe these functions: one that was changed or added decides who somebody is.

-- rule fence-view, error
-- title: A view of ringfence's schema is not the one that this version makes
-- harm: Policies believe the view that verifies the seal: one that was changed or added decides who somebody is.

-- rule fence-policy, error
-- title: A policy of ringfence's own tables is not the one that its migrations made
-- harm: Conversations, documents and the directory of members are as open as it says.

-- rule fence-trigger, error
-- title: A trigger of ringfence's own tables is not the one that its migrations made
-- harm: What is written there is carried elsewhere, or what was to be refused is taken.

-- rule fence-grant, error
-- title: A right on ringfence's own objects is not the one that its migrations gave
-- harm: Somebody holds a right that nobody weighed, or the service lacks one that it needs.

-- rule fence-owner, error
-- title: An object of ringfence's does not belong to whom its migrations gave it
-- harm: An owner can take an object's protection away, and what runs as its owner runs as somebody else.

-- rule fence-row-security, error
-- title: Row-level security of a table of ringfence's is off
-- harm: The tables are closed by their policies alone; without them, each right is a right on every tenant's rows.

-- rule fence-column, error
-- title: A column of ringfence's own tables is not the one that its migrations made
-- harm: Rows may lack an owner, or get one by themselves.

-- rule fence-constraint, error
-- title: A constraint of ringfence's own tables is gone, or another one
-- harm: Rows of one owner can be mixed with another's, or copies of who may read them come apart.

-- rule fence-addition, error
-- title: Something was put into ringfence's schema that its migrations did not make
-- harm: A type, an operator or an aggregate there takes the place of what a name in a policy or a function means.
SELECT i.identity, i.type, format('DROP %s %s;', upper(i.type), i.identity)
  FROM (SELECT 'pg_type'::regclass AS class, t.oid FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace
         WHERE n.nspname = 'ringfence' AND t.typrelid = 0 AND NOT EXISTS (SELECT FROM pg_type AS e WHERE e.typarray = t.oid)
        UNION ALL SELECT 'pg_operator'::regclass, o.oid FROM pg_operator AS o JOIN pg_namespace AS n ON n.oid = o.oprnamespace WHERE n.nspname = 'ringfence'
        UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = 'ringfence' AND p.prokind = 'a') AS x
 CROSS JOIN LATERAL pg_identify_object(x.class, x.oid, 0) AS i

-- rule fence-history, error
-- title: The record of ringfence's migrations runs code
-- harm: A trigger there runs with the rights of whoever migrates next, an administrator's.
SELECT c.object, 'trigger ' || g.tgname, format('DROP TRIGGER %I ON %s;', g.tgname, c.quoted)
  FROM pg_trigger AS g JOIN relation AS c ON c.oid = g.tgrelid
 WHERE NOT g.tgisinternal AND c.schema = 'ringfence' AND c.name ~ '_history$'

-- rule seal-key-readable, error
-- title: Somebody besides the seal's own role holds a right on its keys
-- harm: With the key anybody can be forged, and every policy believes it.
SELECT n.nspname || '.' || c.relname, a.privilege_type || ' for ' || coalesce(r.rolname, 'PUBLIC'),
       format('REVOKE ALL%s ON %I.%I FROM %s;', CASE WHEN l.attname IS NULL THEN '' ELSE format(' (%I)', l.attname) END,
              n.nspname, c.relname, CASE WHEN r.rolname IS NULL THEN 'PUBLIC' ELSE format('%I', r.rolname) END)
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_roles AS o ON o.oid = c.relowner
 CROSS JOIN LATERAL (SELECT c.relacl AS acl, NULL::name AS attname
                     UNION ALL SELECT t.attacl, t.attname FROM pg_attribute AS t WHERE t.attrelid = c.oid AND t.attacl IS NOT NULL) AS l
 CROSS JOIN aclexplode(l.acl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
 WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.grantee <> c.relowner
   AND (o.rolname = 'ringfence_seal' OR n.nspname = 'ringfence' AND c.relname ~ '^seal_')
   AND NOT (n.nspname = 'ringfence' AND c.relname = 'bound')

-- rule seal-key-copied, error
-- title: The seal's keys belong to another role than the seal's own
-- harm: Its owner reads the key, and with it can act as anybody.
SELECT n.nspname || '.' || c.relname, 'owned by ' || r.rolname, format('ALTER TABLE %I.%I OWNER TO ringfence_seal;', n.nspname, c.relname)
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_roles AS r ON r.oid = c.relowner
 WHERE c.relkind IN ('r', 'p', 'v', 'm') AND r.rolname <> 'ringfence_seal'
   AND (n.nspname = 'ringfence' AND c.relname ~ '^seal_'
        OR (SELECT count(*) FROM pg_attribute AS t WHERE t.attrelid = c.oid AND t.attname IN ('inner_pad', 'outer_pad') AND NOT t.attisdropped) = 2)

-- rule seal-key-lasts, error, superuser
-- title: A key of the seal is good for longer than any that the service makes
-- harm: The service changes its keys each day at the latest. One that lasts was put there by somebody who may still know it, and can act as anybody.
SELECT 'ringfence.seal_key', 'key ' || k.id[1], format('DELETE FROM ringfence.seal_key WHERE id = %L;', k.id[1])
  FROM (SELECT CASE WHEN to_regclass('ringfence.seal_key') IS NULL THEN NULL
                    ELSE query_to_xml('SELECT id FROM ringfence.seal_key WHERE valid_until > now() + interval ''3 days''', true, false, '')::text END) AS x (rows)
 CROSS JOIN regexp_matches(x.rows, '<id>([^<]*)</id>', 'g') AS k (id)

-- rule seal-owner, error
-- title: A function that reads the seal's keys is not as it has to be
-- harm: It has to run as ringfence_seal and never be IMMUTABLE: else it fails, or a cached plan keeps the previous person.
SELECT f.object, f.part, format('ALTER ROUTINE %1$s OWNER TO ringfence_seal; ALTER ROUTINE %1$s SECURITY DEFINER; ALTER ROUTINE %1$s %2$s;', f.quoted, CASE f.volatility WHEN 'i' THEN 'STABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END)
  FROM function AS f JOIN pg_roles AS r ON r.oid = f.owner
 WHERE f.source ~* '\mringfence\.seal_(key|root)\M' AND (NOT f.definer OR r.rolname <> 'ringfence_seal' OR f.volatility = 'i')

-- rule seal-volatility, error
-- title: A function that says who is bound may be kept by a cached plan
-- harm: An IMMUTABLE one is run while planning: the next person gets the previous person's rows.
SELECT f.object, f.part, format('ALTER ROUTINE %s STABLE;', f.quoted)
  FROM function AS f
 WHERE f.volatility = 'i' AND f.source ~* '(ringfence\.(principal|scope|customer_scope|staff_scope|visitor_scope|tenant_id|customer_id|external_\w+)\M\s*\(|current_setting\s*\()'

-- rule seal-parameters-logged, warning
-- title: A login's parameters may reach the server's log
-- harm: The sealed context is a parameter: wherever statements are logged, so is it.
SELECT s.name, '', format('ALTER ROLE %1$I SET log_parameter_max_length = 0; ALTER ROLE %1$I IN DATABASE %2$I RESET log_parameter_max_length;', s.name, current_database())
  FROM service AS s
 WHERE s.rolcanlogin AND s.name IN ('ringfence_app', 'ringfence_public')
   -- What is set for the role in this database comes before what is set for it everywhere.
   AND coalesce((SELECT c.pair FROM pg_db_role_setting AS d CROSS JOIN unnest(d.setconfig) AS c (pair)
                  WHERE d.setrole = s.oid AND c.pair LIKE 'log\_parameter\_max\_length=%'
                    AND d.setdatabase IN (0, (SELECT b.oid FROM pg_database AS b WHERE b.datname = current_database()))
                  ORDER BY d.setdatabase DESC LIMIT 1), '') <> 'log_parameter_max_length=0'

-- rule seal-keys-in-dumps, warning
-- title: A dump carries the seal's keys, or what depends on them
-- harm: Whoever reads a dump can act as anybody while a key in it is good; pg_dump leaves out what belongs to an extension.
SELECT n.nspname || '.' || c.relname, '',
       format('ALTER EXTENSION vector ADD %s %I.%I;', CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, n.nspname, c.relname)
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'ringfence' AND c.relname IN ('seal_key', 'seal_root', 'bound') AND c.relkind IN ('r', 'p', 'v')
   AND NOT EXISTS (SELECT FROM pg_depend AS d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
