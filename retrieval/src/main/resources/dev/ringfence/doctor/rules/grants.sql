-- Rights that nobody who asks questions needs.

-- rule granted-to-everybody, error
-- title: A right is granted to PUBLIC
-- harm: Every role of the cluster has it, visitors and other applications' logins included.
SELECT c.object, h.privilege || coalesce(' of column ' || h.attribute, ''),
       format('REVOKE %s%s ON %s%s FROM PUBLIC;', h.privilege, h.columns, CASE c.kind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END, c.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE h.hand = 0

-- rule visitor-rights, error
-- title: Visitors hold a right on customers' rows
-- harm: Anybody who opens the website acts as a visitor.
SELECT c.object, h.privilege || coalesce(' of column ' || h.attribute, '') || ' for ' || h.name,
       format('REVOKE %s%s ON %s%s FROM %s;', h.privilege, h.columns, CASE c.kind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END, c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation
 WHERE h.name IN ('ringfence_public', 'ringfence_visitor') AND c.schema <> 'ringfence'

-- rule login-holds-rights, error
-- title: The service's login itself holds a right on a table
-- harm: It needs none: it takes the role of a kind of person first. What it holds, it holds for nobody.
SELECT c.object, h.privilege || coalesce(' of column ' || h.attribute, '') || ' for ' || h.name,
       format('REVOKE %s%s ON %s%s FROM %s;', h.privilege, h.columns, CASE c.kind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END, c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation JOIN service AS s ON s.oid = h.hand WHERE s.rolcanlogin

-- rule granted-truncate, error
-- title: A role of the service may truncate a table
-- harm: TRUNCATE passes no policy: it removes the rows of every tenant.
SELECT c.object, 'for ' || h.name, format('REVOKE TRUNCATE ON %s FROM %s;', c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE h.privilege = 'TRUNCATE'

-- rule granted-references, error
-- title: A role of the service may refer to a table
-- harm: A foreign key passes no policy: whether it holds tells which keys other tenants have.
SELECT c.object, 'for ' || h.name || coalesce(', column ' || h.attribute, ''), format('REVOKE REFERENCES%s ON %s FROM %s;', h.columns, c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE h.privilege = 'REFERENCES'

-- rule granted-trigger, error
-- title: A role of the service may add triggers to a table
-- harm: A trigger runs for whoever writes next, with their rights and their rows.
SELECT c.object, 'for ' || h.name, format('REVOKE TRIGGER ON %s FROM %s;', c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE h.privilege = 'TRIGGER'

-- rule granted-maintain, error
-- title: A role of the service may maintain a table
-- harm: MAINTAIN locks it, rewrites it and gathers its statistics, for every tenant at once.
SELECT c.object, 'for ' || h.name, format('REVOKE MAINTAIN ON %s FROM %s;', c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE h.privilege = 'MAINTAIN'

-- rule grant-option, error
-- title: A role of the service may hand its rights on
-- harm: WITH GRANT OPTION lets SQL on its connection open the object to PUBLIC.
SELECT g.object, g.privilege || ' for ' || h.name, format('REVOKE GRANT OPTION FOR %s ON %s FROM %s;', g.privilege, g.quoted, h.quoted)
  FROM grantable AS g JOIN hand AS h ON h.oid = g.grantee

-- rule column-granted, warning
-- title: A right is granted on single columns
-- harm: It does not show beside the table's rights, and it stays when those are taken away.
SELECT c.object, 'column ' || h.attribute || ', ' || h.privilege || ' for ' || h.name,
       format('REVOKE %s (%I) ON %s FROM %s;', h.privilege, h.attribute, c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE h.attribute IS NOT NULL AND h.hand <> 0
   -- What a tool writes with consent is granted on just the columns that it writes.
   AND NOT (h.privilege IN ('INSERT', 'UPDATE') AND h.name IN ('ringfence_customer', 'ringfence_staff'))
   -- Staff read what was asked, and not by whom.
   AND NOT (h.privilege = 'SELECT' AND h.name = 'ringfence_staff' AND h.attribute <> 'owner_id'
            AND c.object IN ('ringfence.asked', 'ringfence.document_use'))

-- rule default-privileges, error
-- title: Tables made in the future will be open
-- harm: What this role makes is granted at once, before there is a policy on it.
SELECT coalesce(n.nspname, current_database()), format('%s for %s, made by %s', a.privilege_type, h.name, r.rolname),
       format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s REVOKE ALL ON %s FROM %s;', r.rolname, CASE WHEN n.oid IS NULL THEN '' ELSE format(' IN SCHEMA %I', n.nspname) END,
              CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END, h.quoted)
  FROM pg_default_acl AS d
  JOIN pg_roles AS r ON r.oid = d.defaclrole
  LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace
 CROSS JOIN aclexplode(d.defaclacl) AS a
  JOIN hand AS h ON h.oid = a.grantee
 WHERE d.defaclobjtype NOT IN ('f', 'T') OR h.oid <> 0

-- rule parameter-granted, error
-- title: A role of the service may change a server setting
-- harm: Settings that need a right to change can switch checks off, load code or write rows to the log.
SELECT p.parname, a.privilege_type || ' for ' || h.name, format('REVOKE %s ON PARAMETER %s FROM %s;', a.privilege_type, p.parname, h.quoted)
  FROM pg_parameter_acl AS p CROSS JOIN aclexplode(p.paracl) AS a JOIN hand AS h ON h.oid = a.grantee

-- rule sequence-granted, warning
-- title: A role of the service may use a sequence
-- harm: Tenants share its counter: its value tells each how much the others write.
SELECT c.object, h.privilege || ' for ' || h.name, format('REVOKE %s ON SEQUENCE %s FROM %s;', h.privilege, c.quoted, h.quoted)
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE c.kind = 'S'

-- rule key-from-shared-counter, warning
-- title: Rows of all tenants are numbered by one counter
-- harm: A row's number tells how many rows others wrote, and the next number can be guessed.
SELECT t.object, 'column ' || a.attname, format('ALTER TABLE %s ALTER %I %s;', t.quoted, a.attname,
       CASE WHEN a.attidentity <> '' THEN 'DROP IDENTITY' ELSE 'DROP DEFAULT' END)
  FROM fenced AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE t.reachable AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) ~ 'nextval\(')

-- rule catalogue-relation-granted, error
-- title: A table of PostgreSQL's own was opened
-- harm: The catalogue holds passwords, statistics with sampled values of every tenant, or large objects; PostgreSQL keeps these closed.
SELECT n.nspname || '.' || c.relname, a.privilege_type || ' for ' || h.name, format('REVOKE %s ON %I.%I FROM %s;', a.privilege_type, n.nspname, c.relname, h.quoted)
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (SELECT c.relacl UNION ALL SELECT t.attacl FROM pg_attribute AS t WHERE t.attrelid = c.oid AND t.attacl IS NOT NULL) AS l (acl)
 CROSS JOIN aclexplode(l.acl) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE c.oid < 16384 AND NOT (n.nspname = 'information_schema' AND a.privilege_type = 'SELECT' AND a.grantee = 0)
   AND NOT EXISTS (SELECT FROM pg_init_privs AS i CROSS JOIN aclexplode(i.initprivs) AS s
                    WHERE i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND s.grantee = a.grantee AND s.privilege_type = a.privilege_type)

-- rule catalogue-function-granted, error
-- title: A function of PostgreSQL's own was opened
-- harm: PostgreSQL keeps it closed because it reads the server's files, other sessions or its internals.
SELECT n.nspname || '.' || p.proname, '(' || pg_get_function_identity_arguments(p.oid) || ') for ' || h.name,
       format('REVOKE EXECUTE ON ROUTINE %s FROM %s;', p.oid::regprocedure, h.quoted)
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
  JOIN pg_init_privs AS i ON i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid
 CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE NOT EXISTS (SELECT FROM aclexplode(i.initprivs) AS s WHERE s.grantee = a.grantee AND s.privilege_type = a.privilege_type)

-- rule outside-granted, error
-- title: Something of the cluster was opened to the service's roles
-- harm: Foreign-data wrappers, foreign servers and languages are for administrators: each reaches out of the database.
SELECT x.name, x.kind || ' for ' || h.name, format('REVOKE USAGE ON %s %I FROM %s;', x.kind, x.name, h.quoted)
  FROM (SELECT w.fdwname AS name, 'FOREIGN DATA WRAPPER' AS kind, w.fdwacl AS acl FROM pg_foreign_data_wrapper AS w
        UNION ALL SELECT s.srvname, 'FOREIGN SERVER', s.srvacl FROM pg_foreign_server AS s
        UNION ALL SELECT l.lanname, 'LANGUAGE', l.lanacl FROM pg_language AS l
                   WHERE l.lanname NOT IN ('plpgsql', 'sql')) AS x
 CROSS JOIN aclexplode(x.acl) AS a JOIN hand AS h ON h.oid = a.grantee

-- rule large-object-granted, error
-- title: A large object was opened to the service's roles
-- harm: Large objects have no rows and no policies: whoever may read one reads all of it, whosever it is.
SELECT 'pg_largeobject.' || l.oid, a.privilege_type || ' for ' || h.name, format('REVOKE ALL ON LARGE OBJECT %s FROM %s;', l.oid, h.quoted)
  FROM pg_largeobject_metadata AS l CROSS JOIN aclexplode(l.lomacl) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE a.grantee <> l.lomowner

-- rule schema-usage-public, warning
-- title: Everybody may look into a schema of protected tables
-- harm: Any role of the cluster, visitors included, can name what is in it; one forgotten right is then enough.
SELECT n.nspname, 'USAGE for PUBLIC', format('REVOKE USAGE ON SCHEMA %I FROM PUBLIC;', n.nspname)
  FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS a
 WHERE a.privilege_type = 'USAGE' AND a.grantee = 0 AND n.nspname NOT IN ('public', 'ringfence')
   AND EXISTS (SELECT FROM fenced AS t WHERE t.schema_oid = n.oid)

-- rule schema-usage-visitors, warning
-- title: Visitors may look into a schema of customers' tables
-- harm: They need nothing there; one forgotten right on a table is then enough.
SELECT n.nspname, 'USAGE for ' || h.name, format('REVOKE USAGE ON SCHEMA %I FROM %s;', n.nspname, h.quoted)
  FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE a.privilege_type = 'USAGE' AND h.name IN ('ringfence_public', 'ringfence_visitor') AND n.nspname NOT IN ('public', 'ringfence')
   AND EXISTS (SELECT FROM fenced AS t WHERE t.schema_oid = n.oid)

-- rule granted-without-policy, warning
-- title: A role of the service holds a right on a table and has no policy there
-- harm: It sees no row, so either the right or the policy has been forgotten; a hurried policy is often too wide.
SELECT t.object, 'for ' || h.name, format('REVOKE ALL ON %s FROM %s;', t.quoted, h.quoted)
  FROM fenced AS t JOIN (SELECT DISTINCT h.relation, h.hand, h.name, h.quoted FROM held AS h WHERE h.hand <> 0) AS h ON h.relation = t.oid
 WHERE t.secured AND NOT t.partition
   AND EXISTS (SELECT FROM policy AS p WHERE p.relation = t.oid AND p.permissive)
   AND NOT EXISTS (SELECT FROM policy AS p WHERE p.relation = t.oid AND p.permissive AND p.roles && ARRAY[0::oid, h.hand])

-- rule stranger-past-policies, warning, administrator
-- title: A role outside the service holds a right that passes no policy
-- harm: TRUNCATE removes the rows of every tenant, a foreign key tells which keys they have, and a trigger runs with the rights and the rows of whoever writes next.
SELECT t.object, a.privilege_type || ' for ' || r.rolname, format('REVOKE %s ON %s FROM %I;', a.privilege_type, t.quoted, r.rolname)
  FROM inside AS t CROSS JOIN aclexplode(t.acl) AS a JOIN pg_roles AS r ON r.oid = a.grantee
 WHERE a.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER') AND t.schema <> 'ringfence'
   AND a.grantee <> t.owner AND NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT h.oid FROM hand AS h UNION SELECT o.oid FROM house AS o)
   -- Who has a policy of its own there is named by it.
   AND NOT EXISTS (SELECT FROM policy AS p WHERE p.relation = t.oid AND r.oid = ANY (p.roles))
