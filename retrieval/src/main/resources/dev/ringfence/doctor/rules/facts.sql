-- What rules are written in. Each is a query by a name; a later one may use an earlier one.

-- fact seat
-- Logins that are looked at beside the service's own: those that it is told to use.
SELECT NULL::text AS name WHERE false

-- fact service
-- The roles that act for people.
SELECT r.oid, r.rolname::text AS name, r.rolcanlogin
  FROM pg_roles AS r
 WHERE r.rolname IN ('ringfence_app', 'ringfence_public', 'ringfence_customer', 'ringfence_staff',
                     'ringfence_visitor')
    OR r.rolname IN (SELECT s.name FROM seat AS s)

-- fact house
-- All of ringfence's roles: those that act for people, and those that own.
SELECT s.oid, s.name FROM service AS s
UNION
SELECT r.oid, r.rolname::text FROM pg_roles AS r
 WHERE r.rolname IN ('ringfence_owner', 'ringfence_seal')

-- fact reach
-- Who may become whom, by however long a chain.
SELECT m.member AS member, m.roleid AS role, m.member AS by
  FROM pg_auth_members AS m
UNION
SELECT r.member, m.roleid, r.role FROM reach AS r JOIN pg_auth_members AS m ON m.member = r.role

-- fact hand
-- Through whom the service's SQL reaches anything: its roles, what they may become, and everybody.
SELECT 0::oid AS oid, 'PUBLIC' AS name, 'PUBLIC' AS quoted
UNION
SELECT r.oid, r.rolname::text, format('%I', r.rolname)
  FROM pg_roles AS r
 WHERE r.oid IN (SELECT s.oid FROM service AS s)
    OR r.oid IN (SELECT t.role FROM reach AS t JOIN service AS s ON s.oid = t.member)
       AND r.oid >= 16384 AND r.rolname NOT IN ('ringfence_owner', 'ringfence_seal')

-- fact member_of_extension
-- What extensions brought. What was added to one later, to hide it or to keep it out of dumps, lies in
-- another schema than the extension's own, or is code that no extension's library brought.
SELECT d.classid, d.objid
  FROM pg_depend AS d
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
  LEFT JOIN pg_class AS c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
  LEFT JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
 WHERE d.deptype = 'e'
   AND (coalesce(c.relnamespace, p.pronamespace, e.extnamespace) IN (e.extnamespace, 'pg_catalog'::regnamespace)
        OR coalesce(c.relnamespace, p.pronamespace) IN
           (SELECT n.objid FROM pg_depend AS n
             WHERE n.classid = 'pg_namespace'::regclass AND n.deptype = 'e' AND n.refobjid = e.oid))
   AND NOT EXISTS (SELECT FROM pg_attribute AS t
                    WHERE c.relkind IN ('r', 'p', 'm', 'f') AND t.attrelid = c.oid
                      AND t.attname IN ('tenant_id', 'customer_id'))
   -- Nor is a function with its owner's rights that is written here, or a view of somebody's tables.
   AND NOT (p.oid IS NOT NULL AND p.prosecdef AND p.prolang <> (SELECT l.oid FROM pg_language AS l WHERE l.lanname = 'c'))
   AND NOT EXISTS (SELECT FROM pg_rewrite AS w
                     JOIN pg_depend AS r ON r.classid = 'pg_rewrite'::regclass AND r.objid = w.oid AND r.refclassid = 'pg_class'::regclass
                    WHERE w.ev_class = c.oid AND c.relkind IN ('v', 'm') AND r.refobjid >= 16384 AND r.refobjid <> c.oid
                      AND NOT EXISTS (SELECT FROM pg_depend AS x WHERE x.classid = 'pg_class'::regclass AND x.objid = r.refobjid
                                         AND x.deptype = 'e' AND x.refobjid = e.oid))

-- fact relation
-- Everything with rows or a definition that somebody made here. The cast keeps the planner from believing statistics of
-- the time when nothing was made yet, and from joining what it takes for one row with nested loops.
SELECT c.oid, c.relname::text AS name, n.nspname::text AS schema, n.oid AS schema_oid,
       n.nspname || '.' || c.relname AS object, format('%I.%I', n.nspname, c.relname) AS quoted,
       c.relkind AS kind, c.relowner AS owner, c.relacl AS acl, c.relispartition AS partition,
       c.relrowsecurity AS secured, c.relforcerowsecurity AS forced,
       coalesce(c.reloptions::text[], '{}') AS options
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.oid::int8 >= 16384
   AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
   AND n.nspname !~ '^pg_(toast|temp)'
   -- The view that verifies the seal has to read as its owner; what it is, is looked at as a part of the fence.
   AND NOT (n.nspname = 'ringfence' AND c.relname = 'bound')
   AND NOT EXISTS (SELECT FROM member_of_extension AS e
                    WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)

-- fact held
-- Rights of the service's hands on relations, and on single columns of them.
SELECT c.oid AS relation, NULL::name AS attribute, '' AS columns, h.oid AS hand, h.name, h.quoted,
       a.privilege_type AS privilege, a.is_grantable AS grantable
  FROM relation AS c
 CROSS JOIN aclexplode(c.acl) AS a
  JOIN hand AS h ON h.oid = a.grantee
 WHERE a.grantee <> c.owner
UNION ALL
SELECT c.oid, t.attname, format(' (%I)', t.attname), h.oid, h.name, h.quoted, a.privilege_type, a.is_grantable
  FROM relation AS c
  JOIN pg_attribute AS t ON t.attrelid = c.oid AND t.attacl IS NOT NULL AND NOT t.attisdropped
 CROSS JOIN aclexplode(t.attacl) AS a
  JOIN hand AS h ON h.oid = a.grantee

-- fact owner_column
-- Columns that say whose a row is, by their names.
SELECT o.*
  FROM (SELECT t.attrelid AS relation, t.attnum AS number, t.attname AS name, t.attnotnull AS filled,
               CASE WHEN t.attname ~* '^(tenant|org|organi[sz]ation|workspace|account|company|team)_?(id|uuid|key)$|^tenant$'
                    THEN 'tenant'
                    WHEN t.attname ~* '^(customer|client|user|owner|member|contact|patient|subscriber|profile)_?(id|uuid|key)$'
                    THEN 'owner' END AS axis
          FROM pg_attribute AS t
          JOIN relation AS c ON c.oid = t.attrelid
         WHERE t.attnum > 0 AND NOT t.attisdropped) AS o
 WHERE o.axis IS NOT NULL

-- fact policy
-- Policies, with the command and the roles that they are for. Their text is not read here: it takes longer than all
-- the rest of a question.
SELECT p.oid, p.polrelid AS relation, p.polname::text AS name, p.polcmd AS command,
       p.polpermissive AS permissive, p.polroles AS roles
  FROM pg_policy AS p
  JOIN relation AS c ON c.oid = p.polrelid

-- fact hand_policy
-- Those that some hand of the service passes through.
SELECT p.* FROM policy AS p WHERE EXISTS (SELECT FROM unnest(p.roles) AS r (oid) WHERE r.oid IN (SELECT h.oid FROM hand AS h))

-- fact fenced
-- The tables that have to be inside the fence: those that some hand of the service holds a right on,
-- and those with an owner's column that are protected, or ours.
SELECT c.*, EXISTS (SELECT FROM held AS h WHERE h.relation = c.oid) AS reachable
  FROM relation AS c
 WHERE c.kind IN ('r', 'p')
   AND (EXISTS (SELECT FROM held AS h WHERE h.relation = c.oid)
        OR EXISTS (SELECT FROM owner_column AS o WHERE o.relation = c.oid)
           AND (c.secured OR c.schema IN ('ringfence', 'demo')
                OR EXISTS (SELECT FROM hand_policy AS p WHERE p.relation = c.oid))
           AND NOT c.partition)

-- fact session_setting
-- What the service's sessions begin with, because of who they are or where they are.
SELECT CASE WHEN d.setrole = 0 THEN current_database()::text ELSE s.name END AS object,
       split_part(c.pair, '=', 1) AS name, substr(c.pair, strpos(c.pair, '=') + 1) AS value,
       CASE WHEN d.setrole = 0 AND d.setdatabase = 0 THEN 'ALTER ROLE ALL'
            WHEN d.setrole = 0 THEN format('ALTER DATABASE %I', current_database())
            WHEN d.setdatabase = 0 THEN format('ALTER ROLE %I', s.name)
            ELSE format('ALTER ROLE %I IN DATABASE %I', s.name, current_database()) END
         || format(' RESET %s;', split_part(c.pair, '=', 1)) AS fix
  FROM pg_db_role_setting AS d
 CROSS JOIN unnest(d.setconfig) AS c (pair)
  LEFT JOIN service AS s ON s.oid = d.setrole
 WHERE (d.setrole = 0 OR s.oid IS NOT NULL)
   AND (d.setdatabase = 0 OR d.setdatabase = (SELECT b.oid FROM pg_database AS b WHERE b.datname = current_database()))

-- fact owned
-- Every object of this database, and every one of the cluster, by its owner.
SELECT d.refobjid AS owner, i.schema AS schema,
       CASE WHEN i.type = 'function' OR i.type = 'procedure' OR i.type = 'aggregate'
            THEN regexp_replace(i.identity, '\(.*', '') ELSE i.identity END AS object,
       CASE WHEN i.type ~ '(table|view|index|sequence|function|procedure|schema|database|type|aggregate|publication|subscription|server|wrapper|trigger|large object|collation|conversion|domain|statistics|operator|tablespace|language)'
            THEN format('ALTER %s %s OWNER TO %s;', upper(i.type), i.identity,
                        CASE WHEN i.schema = 'ringfence' OR i.identity = 'ringfence' THEN 'ringfence_owner' ELSE 'CURRENT_USER' END)
            ELSE format('-- give %s %s to an administrator', i.type, i.identity) END AS fix
  FROM pg_shdepend AS d
 CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) AS i
 WHERE d.deptype = 'o' AND d.refclassid = 'pg_authid'::regclass
   AND d.dbid IN (0, (SELECT b.oid FROM pg_database AS b WHERE b.datname = current_database()))
   AND d.refobjid IN (SELECT h.oid FROM house AS h WHERE h.name <> 'ringfence_owner')
   AND i.type !~ 'toast' AND coalesce(i.schema, '') !~ '^pg_toast'

-- fact database_acl
SELECT d.datname, a.grantee, a.privilege_type AS privilege
  FROM pg_database AS d
 CROSS JOIN aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a
 WHERE d.datname = current_database() AND a.grantee <> d.datdba

-- fact descendant
-- What inherits from what, partitions included, by however many steps.
SELECT i.inhparent AS ancestor, i.inhrelid AS relation FROM pg_inherits AS i
UNION
SELECT d.ancestor, i.inhrelid FROM descendant AS d JOIN pg_inherits AS i ON i.inhparent = d.relation

-- fact inside
-- The tables inside the fence together with what is below them, where the rows of a partitioned table lie.
SELECT c.*, c.oid IN (SELECT f.oid FROM fenced AS f WHERE f.reachable)
            OR c.oid IN (SELECT d.relation FROM descendant AS d JOIN fenced AS f ON f.oid = d.ancestor AND f.reachable) AS reachable
  FROM relation AS c
 WHERE c.kind IN ('r', 'p')
   AND (c.oid IN (SELECT f.oid FROM fenced AS f)
        OR c.oid IN (SELECT d.relation FROM descendant AS d JOIN fenced AS f ON f.oid = d.ancestor))

-- fact firing
-- Triggers of those tables, and of the views that some hand of the service holds a right on.
SELECT g.oid, g.tgname AS name, g.tgfoid AS function, g.tgenabled AS enabled, g.tgisinternal AS internal, g.tgparentid AS parent,
       g.tgconstraint AS of, c.oid AS relation, c.object, c.quoted, c.schema, c.kind
  FROM pg_trigger AS g JOIN relation AS c ON c.oid = g.tgrelid
 WHERE c.oid IN (SELECT i.oid FROM inside AS i)
    OR c.kind = 'v' AND c.oid IN (SELECT h.relation FROM held AS h)

-- fact grantable
-- Rights that their holder may hand on.
SELECT c.object, CASE c.kind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END || c.quoted AS quoted, h.hand AS grantee,
       h.privilege || h.columns AS privilege
  FROM held AS h JOIN relation AS c ON c.oid = h.relation WHERE h.grantable
UNION ALL
SELECT n.nspname, format('SCHEMA %I', n.nspname), a.grantee, a.privilege_type
  FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS a WHERE a.is_grantable AND a.grantee <> n.nspowner
UNION ALL
SELECT d.datname, format('DATABASE %I', d.datname), a.grantee, a.privilege_type
  FROM pg_database AS d CROSS JOIN aclexplode(d.datacl) AS a
 WHERE a.is_grantable AND a.grantee <> d.datdba AND d.datname = current_database()
UNION ALL
SELECT n.nspname || '.' || p.proname, 'ROUTINE ' || p.oid::regprocedure, a.grantee, a.privilege_type
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace CROSS JOIN aclexplode(p.proacl) AS a
 WHERE a.is_grantable AND a.grantee <> p.proowner
UNION ALL
SELECT n.nspname || '.' || t.typname, 'TYPE ' || t.oid::regtype, a.grantee, a.privilege_type
  FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace CROSS JOIN aclexplode(t.typacl) AS a
 WHERE a.is_grantable AND a.grantee <> t.typowner

-- fact opened
-- What any hand of the service holds a right on, once for each, with those hands.
SELECT h.relation, string_agg(DISTINCT h.name, ', ') AS names, string_agg(DISTINCT h.quoted, ', ') AS quoteds
  FROM held AS h GROUP BY h.relation

-- fact user_mapping
SELECT m.umuser, m.srvid AS umserver FROM pg_user_mappings AS m

-- fact function
-- Functions that somebody made here.
SELECT p.oid, n.nspname::text AS schema, p.proname::text AS name, n.nspname || '.' || p.proname AS object,
       '(' || pg_get_function_identity_arguments(p.oid) || ')' AS part, p.oid::regprocedure::text AS quoted,
       p.prosecdef AS definer, p.proleakproof AS leakproof, p.provolatile AS volatility, p.proowner AS owner,
       p.prolang AS language, coalesce(p.proconfig, '{}') AS config, p.pronargs AS arguments,
       p.prorettype IN ('trigger'::regtype, 'event_trigger'::regtype) AS trigger,
       p.proacl AS acl, p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '') AS source
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
 WHERE p.oid >= 16384 AND p.prokind IN ('f', 'p', 'w') AND n.nspname !~ '^pg_(toast|temp)'
   AND NOT EXISTS (SELECT FROM member_of_extension AS e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)

-- fact spilling
-- Functions that carry what they are given elsewhere, and those that call such a one.
SELECT f.oid
  FROM function AS f
 WHERE f.source ~* ('\m(insert\s+into|merge\s+into|update\s+(only\s+)?[\w."]+(\s+as)?(\s+\w+)?\s+set|create\s+(temp\w*\s+|unlogged\s+)?table|copy'
   '|pg_notify|notify|set_config|dblink\w*|lo_\w+|http\w*|pg_logical_emit_message|execute|raise\s+(log|notice|warning|info|debug))\M')
UNION
SELECT f.oid
  FROM spilling AS s JOIN function AS g ON g.oid = s.oid
  JOIN function AS f ON strpos(lower(f.source), lower(g.name) || '(') > 0 OR strpos(lower(f.source), lower(g.name) || ' (') > 0

-- fact runnable
-- Those that some hand of the service may run, once for each hand.
SELECT f.*, h.name AS hand, h.quoted AS hand_quoted
  FROM function AS f
 CROSS JOIN aclexplode(coalesce(f.acl, acldefault('f', f.owner))) AS a
  JOIN hand AS h ON h.oid = a.grantee
 WHERE a.grantee <> f.owner

-- fact large_object_function
-- What reads and writes large objects, under whatever name; rights are null where they are PostgreSQL's own, which are everybody's.
SELECT p.oid, n.nspname || '.' || p.proname AS object, '(' || pg_get_function_identity_arguments(p.oid) || ')' AS part,
       format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS quoted,
       CASE WHEN p.oid < 16384 THEN p.proacl ELSE coalesce(p.proacl, acldefault('f', p.proowner)) END AS rights
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace JOIN pg_language AS l ON l.oid = p.prolang
 WHERE l.lanname = 'internal' AND p.prosrc ~ '^be_lo'
   -- Those that reach files PostgreSQL keeps closed by itself: another rule looks at them.
   AND NOT EXISTS (SELECT FROM pg_init_privs AS i WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid)

-- fact owner_type
-- The types that owners' columns have.
SELECT DISTINCT t.atttypid AS oid FROM pg_attribute AS t JOIN owner_column AS o ON o.relation = t.attrelid AND o.number = t.attnum

-- fact subscription
SELECT s.subname FROM pg_subscription AS s JOIN pg_database AS d ON d.oid = s.subdbid WHERE d.datname = current_database()

-- fact slot
SELECT s.slot_name, s.slot_type, s.plugin, s.database FROM pg_replication_slots AS s

-- fact tenant_column
-- The tenant's column of a table: tenant_id where there is one, else what comes nearest.
SELECT DISTINCT ON (o.relation) o.relation, o.number, o.name, o.filled
  FROM owner_column AS o WHERE o.axis = 'tenant'
 ORDER BY o.relation, o.name !~* '^tenant', o.number

-- fact tenant_key
-- Keys of reachable tables that have a tenant, and whether they begin with it.
SELECT c.oid, t.oid AS relation, t.object, t.quoted, c.conname AS name, c.contype AS kind,
       c.conkey[1] = o.number
         AND c.confkey[1] = coalesce((SELECT r.number FROM tenant_column AS r WHERE r.relation = c.confrelid), c.confkey[1]) IS NOT FALSE AS first, format('%I', o.name) AS tenant,
       coalesce((SELECT string_agg(format('%I', a.attname), ', ' ORDER BY k.place)
                   FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
                   JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number
                  WHERE a.attnum <> o.number), '') AS others,
       EXISTS (SELECT FROM tenant_column AS r WHERE r.relation = c.confrelid)
         OR EXISTS (SELECT FROM fenced AS r WHERE r.oid = c.confrelid) AS refers_to_shared
  FROM pg_constraint AS c
  JOIN inside AS t ON t.oid = c.conrelid AND t.reachable
  JOIN tenant_column AS o ON o.relation = t.oid
 WHERE c.contype IN ('p', 'u', 'f', 'x') AND c.conparentid = 0

-- fact vector_column
SELECT a.attrelid AS relation, a.attname::text AS name
  FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
  LEFT JOIN pg_type AS e ON e.oid = t.typelem
 WHERE a.attnum > 0 AND NOT a.attisdropped
   AND (t.typname IN ('vector', 'halfvec', 'sparsevec') OR e.typname IN ('vector', 'halfvec', 'sparsevec'))

-- fact version
SELECT current_setting('server_version_num')::int AS number

-- fact setting
-- What sessions begin with by the server's own word, whoever they are.
SELECT s.name, CASE WHEN s.source IN ('database', 'user', 'database user', 'client') THEN s.boot_val ELSE s.reset_val END AS value
  FROM pg_settings AS s

-- fact access_rule
SELECT h.line_number, h.type, h.user_name, h.auth_method FROM pg_hba_file_rules AS h

-- fact policy_use
-- What policies call and read.
SELECT DISTINCT p.relation, p.name, d.refobjid AS used,
       CASE d.refclassid WHEN 'pg_proc'::regclass THEN 'function' ELSE 'relation' END AS kind
  FROM hand_policy AS p
  JOIN pg_depend AS d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid
 WHERE d.refclassid IN ('pg_proc'::regclass, 'pg_class'::regclass)

-- fact person_reference
-- Columns that refer to a person by a foreign key, whatever they are called.
SELECT DISTINCT c.conrelid AS relation, a.attname AS name
  FROM pg_constraint AS c
 CROSS JOIN unnest(c.conkey, c.confkey) AS k (number, referred)
  JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number
  JOIN pg_class AS t ON t.oid = c.confrelid
  JOIN pg_attribute AS r ON r.attrelid = c.confrelid AND r.attnum = k.referred
 WHERE c.contype = 'f'
   AND (EXISTS (SELECT FROM owner_column AS o WHERE o.relation = c.confrelid AND o.number = k.referred AND o.axis = 'owner')
        OR r.attname ~* '^(id|uuid|key)$' AND t.relname ~* '^(customer|client|user|member|contact|patient|subscriber|profile|person)s?$|^people$')
   AND NOT EXISTS (SELECT FROM owner_column AS o WHERE o.relation = c.conrelid AND o.number = k.number)

-- fact policy_text
-- What PolicyReading reads: a policy, and what it has to know of its table.
SELECT t.object, t.quoted, p.name, p.command::text AS command,
       coalesce(pg_get_expr(q.polqual, q.polrelid), '') AS reads,
       coalesce(pg_get_expr(q.polwithcheck, q.polrelid), '') AS writes,
       coalesce((SELECT string_agg(h.name, ',') FROM hand AS h WHERE h.oid = ANY (p.roles)), '') AS roles,
       coalesce((SELECT string_agg(a.attname, ',') FROM pg_attribute AS a
                  WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped), '') AS columns,
       coalesce(o.names, '') AS owners,
       coalesce((SELECT string_agg((SELECT string_agg(coalesce(a.attname, '?'), ',' ORDER BY k.place)
                                      FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS k (number, place)
                                      LEFT JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number), ';')
                   FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_am AS m ON m.oid = i.relam
                  WHERE x.indrelid = t.oid AND x.indisvalid AND x.indpred IS NULL AND m.amname = 'btree'), '') AS indexes,
       coalesce((SELECT string_agg(o.name, ',') FROM owner_column AS o WHERE o.relation = t.oid AND o.axis = 'tenant'), '') AS tenants,
       coalesce((SELECT string_agg(r.name, ',') FROM person_reference AS r WHERE r.relation = t.oid), '') AS people
  FROM inside AS t
  JOIN hand_policy AS p ON p.relation = t.oid
  JOIN pg_policy AS q ON q.oid = p.oid
  LEFT JOIN (SELECT o.relation, string_agg(o.name, ',') AS names FROM owner_column AS o WHERE o.axis = 'owner' GROUP BY o.relation) AS o
         ON o.relation = t.oid
 WHERE p.permissive

-- fact ours
-- The tables of ringfence's schema.
SELECT c.oid, c.relname::text AS name, 'ringfence.' || c.relname AS object, c.relkind AS kind, c.relacl AS acl, c.relowner AS owner,
       c.relrowsecurity AS secured, c.relforcerowsecurity AS forced
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'ringfence' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relname !~ '_history$'

-- fact fence_part
-- What ringfence's schema is made of, as text that is the same on every PostgreSQL.
SELECT 'owner' AS kind, 'ringfence' AS object, '' AS part, pg_get_userbyid(n.nspowner)::text AS value
  FROM pg_namespace AS n WHERE n.nspname = 'ringfence'
UNION ALL
SELECT 'owner', t.object, '', pg_get_userbyid(t.owner) FROM ours AS t
UNION ALL
SELECT 'owner', f.object, f.part, pg_get_userbyid(f.owner) FROM function AS f WHERE f.schema = 'ringfence'
UNION ALL
SELECT 'function', f.object, f.part,
       left(encode(sha256(convert_to(concat_ws('|', f.source, l.lanname, f.volatility, f.definer, f.leakproof,
         array_to_string(f.config, ','), format_type(p.prorettype, NULL), p.proisstrict, p.proretset, pg_get_function_result(p.oid)),
         'UTF8')), 'hex'), 32)
  FROM function AS f JOIN pg_proc AS p ON p.oid = f.oid JOIN pg_language AS l ON l.oid = p.prolang
 WHERE f.schema = 'ringfence'
UNION ALL
-- From 16 on PostgreSQL leaves out the name of the only table that a view reads.
SELECT 'view', t.object, '',
       left(encode(sha256(convert_to(concat_ws('|', array_to_string(c.reloptions, ','),
         regexp_replace(regexp_replace(pg_get_viewdef(t.oid), '\mk\.', '', 'g'), '\s+', ' ', 'g')), 'UTF8')), 'hex'), 32)
  FROM ours AS t JOIN pg_class AS c ON c.oid = t.oid WHERE t.kind IN ('v', 'm')
UNION ALL
SELECT 'grant', g.object, g.part || ' to ' || coalesce(r.rolname, 'PUBLIC'),
       string_agg(a.privilege_type || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, ', ' ORDER BY a.privilege_type)
  FROM (SELECT 'ringfence' AS object, 'SCHEMA' AS part, n.nspacl AS acl, n.nspowner AS owner FROM pg_namespace AS n WHERE n.nspname = 'ringfence'
        UNION ALL SELECT t.object, CASE t.kind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, t.acl, t.owner FROM ours AS t
        UNION ALL SELECT t.object, 'COLUMN ' || a.attname, a.attacl, t.owner FROM ours AS t
                    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attacl IS NOT NULL
        UNION ALL SELECT f.object, 'FUNCTION ' || f.part, coalesce(f.acl, acldefault('f', f.owner)), f.owner FROM function AS f WHERE f.schema = 'ringfence') AS g
 CROSS JOIN aclexplode(g.acl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
 WHERE a.grantee <> g.owner GROUP BY g.object, g.part, r.rolname
UNION ALL
SELECT 'row-security', t.object, '', concat_ws(' ', CASE WHEN t.secured THEN 'enabled' ELSE 'disabled' END, CASE WHEN t.forced THEN 'forced' ELSE 'not forced' END)
  FROM ours AS t WHERE t.kind IN ('r', 'p')
UNION ALL
SELECT 'policy', t.object, p.polname,
       regexp_replace(concat('AS ', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
         ' FOR ', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
         ' TO ', (SELECT string_agg(CASE WHEN x.id = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.id)::text END, ', ' ORDER BY x.id = 0, pg_get_userbyid(x.id)) FROM unnest(p.polroles) AS x (id)),
         ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'), '\s+', ' ', 'g')
  FROM pg_policy AS p JOIN ours AS t ON t.oid = p.polrelid
UNION ALL
SELECT 'trigger', t.object, g.tgname, CASE g.tgenabled WHEN 'O' THEN '' ELSE g.tgenabled::text || ' ' END || pg_get_triggerdef(g.oid)
  FROM pg_trigger AS g JOIN ours AS t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
UNION ALL
SELECT 'column', t.object, a.attname,
       concat_ws(' ', regexp_replace(format_type(a.atttypid, a.atttypmod), '^\w+\.(vector|halfvec)', '\1'), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
         CASE WHEN a.attidentity <> '' THEN 'IDENTITY ' || a.attidentity::text END,
         CASE WHEN a.attgenerated <> '' THEN 'GENERATED' END, regexp_replace(pg_get_expr(d.adbin, d.adrelid), '\s+', ' ', 'g'))
  FROM pg_attribute AS a JOIN ours AS t ON t.oid = a.attrelid AND t.kind IN ('r', 'p')
  LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', t.object, c.conname, regexp_replace(pg_get_constraintdef(c.oid), '\s+', ' ', 'g')
  FROM pg_constraint AS c JOIN ours AS t ON t.oid = c.conrelid WHERE c.contype IN ('p', 'u', 'f', 'c', 'x')

-- fact counted
-- The tables whose rows are counted, with the columns of their owners, and whether this login sees all of them.
SELECT t.object, t.quoted,
       coalesce((SELECT string_agg(format('%I', o.name), ', ' ORDER BY o.number) FROM tenant_column AS o WHERE o.relation = t.oid), '') AS tenant,
       coalesce((SELECT format('%I', o.name) FROM owner_column AS o JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = o.number
                  WHERE o.relation = t.oid AND o.name = 'customer_id' AND a.atttypid = 'uuid'::regtype), '') AS customer,
       coalesce((SELECT CASE WHEN a.atttypid = 'uuid'::regtype THEN 'uuid' ELSE 'other' END FROM tenant_column AS o JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = o.number
                  WHERE o.relation = t.oid), '') AS tenant_type,
       coalesce((SELECT string_agg(format('%I', a.attname), ', ' ORDER BY k.place)
                   FROM pg_constraint AS c CROSS JOIN unnest(c.conkey) WITH ORDINALITY AS k (number, place)
                   JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number
                  WHERE c.conrelid = t.oid AND c.contype = 'p'), 'ctid') AS key,
       row_security_active(t.oid)::text AS hidden
  FROM fenced AS t
 WHERE NOT t.partition AND t.object !~ '^ringfence\.audit_'
   AND EXISTS (SELECT FROM owner_column AS o WHERE o.relation = t.oid)
