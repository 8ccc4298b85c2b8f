-- Who owns what, and where something can be made.

-- rule login-owns, error
-- title: A login of the service owns an object
-- harm: An owner can take an object's protection away, or put something else in its place.
SELECT o.object, 'owned by ' || s.name, o.fix
  FROM owned AS o JOIN service AS s ON s.oid = o.owner WHERE s.rolcanlogin

-- rule group-owns, error
-- title: A kind of person owns an object
-- harm: Everybody who acts as that kind of person can take the object's protection away.
SELECT o.object, 'owned by ' || s.name, o.fix
  FROM owned AS o JOIN service AS s ON s.oid = o.owner WHERE NOT s.rolcanlogin

-- rule seal-role-owns-more, error
-- title: The role that holds the seal's key owns something of somebody else's
-- harm: Code that runs as this role can read the key, and with it act as anybody.
SELECT o.object, 'owned by ringfence_seal', o.fix
  FROM owned AS o JOIN house AS h ON h.oid = o.owner AND h.name = 'ringfence_seal'
 WHERE o.object !~ '^ringfence\.'

-- rule schema-create-public, error
-- title: Everybody may make objects in a schema
-- harm: A function or an operator made there can take the place of the one that a query means, and run with the caller's rights.
SELECT n.nspname, 'CREATE for PUBLIC', format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC;', n.nspname)
  FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS a
 WHERE a.privilege_type = 'CREATE' AND a.grantee = 0

-- rule schema-create-service, error
-- title: A role of the service may make objects in a schema
-- harm: SQL on its connection can leave a function, a view or a table behind for the next person who comes.
SELECT n.nspname, 'CREATE for ' || h.name, format('REVOKE CREATE ON SCHEMA %I FROM %s;', n.nspname, h.quoted)
  FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE a.privilege_type = 'CREATE' AND a.grantee <> 0 AND a.grantee <> n.nspowner

-- rule fence-open-to-public, error
-- title: Everybody may look into ringfence's schema
-- harm: Any role of the cluster can name what is in it; one forgotten right is then enough.
SELECT n.nspname, 'USAGE for PUBLIC', format('REVOKE USAGE ON SCHEMA %I FROM PUBLIC;', n.nspname)
  FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS a
 WHERE n.nspname = 'ringfence' AND a.privilege_type = 'USAGE' AND a.grantee = 0

-- rule database-temp, error
-- title: The service's roles may make temporary objects
-- harm: A temporary table stands before every other of its name, and stays in the pooled connection for the next person.
SELECT d.datname, 'TEMPORARY for ' || h.name, format('REVOKE TEMPORARY ON DATABASE %I FROM %s;', d.datname, h.quoted)
  FROM database_acl AS d JOIN hand AS h ON h.oid = d.grantee WHERE d.privilege = 'TEMPORARY'

-- rule database-create, error
-- title: The service's roles may make schemas
-- harm: SQL on its connection can make a schema of its own, and put functions there that others run.
SELECT d.datname, 'CREATE for ' || h.name, format('REVOKE CREATE ON DATABASE %I FROM %s;', d.datname, h.quoted)
  FROM database_acl AS d JOIN hand AS h ON h.oid = d.grantee WHERE d.privilege = 'CREATE'

-- rule database-connect-public, warning
-- title: Every role of the cluster may connect to the database
-- harm: Logins of other applications reach whatever is granted to PUBLIC here.
SELECT d.datname, 'CONNECT for PUBLIC', format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC;', d.datname)
  FROM database_acl AS d WHERE d.privilege = 'CONNECT' AND d.grantee = 0

-- rule tablespace-granted, warning
-- title: The service's roles may place objects in a tablespace
-- harm: It is a right of somebody who makes tables, and the service makes none.
SELECT t.spcname, 'CREATE for ' || h.name, format('REVOKE CREATE ON TABLESPACE %I FROM %s;', t.spcname, h.quoted)
  FROM pg_tablespace AS t CROSS JOIN aclexplode(t.spcacl) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE a.grantee <> t.spcowner

-- rule owner-can-log-in, warning
-- title: A protected table belongs to somebody who may log in
-- harm: Its owner may switch row-level security off or drop the table, and asks nobody.
SELECT t.object, 'owned by ' || r.rolname, format('ALTER TABLE %s OWNER TO ringfence_owner;', t.quoted)
  FROM inside AS t JOIN pg_roles AS r ON r.oid = t.owner
 WHERE r.rolcanlogin AND NOT r.rolsuper AND r.oid NOT IN (SELECT s.oid FROM service AS s)
   AND NOT EXISTS (SELECT FROM policy AS p WHERE p.relation = t.oid AND r.oid = ANY (p.roles))

-- rule schema-owner-can-log-in, warning
-- title: A schema with protected tables belongs to somebody who may log in
-- harm: Its owner may drop a table in it, and make another one of the same name that is not protected.
SELECT n.nspname, 'owned by ' || r.rolname, format('ALTER SCHEMA %I OWNER TO ringfence_owner;', n.nspname)
  FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner
 WHERE r.rolcanlogin AND NOT r.rolsuper AND r.oid NOT IN (SELECT s.oid FROM service AS s)
   AND EXISTS (SELECT FROM inside AS t WHERE t.schema_oid = n.oid)
   AND NOT EXISTS (SELECT FROM policy AS p JOIN relation AS c ON c.oid = p.relation
                    WHERE c.schema_oid = n.oid AND r.oid = ANY (p.roles))

-- rule code-owner-can-log-in, warning, administrator
-- title: What the service runs or reads through belongs to somebody who may log in
-- harm: Its owner may put other code in its place, and that runs with the rights and the rows of each person who comes.
SELECT x.object, format('%s, owned by %s', x.part, r.rolname), x.fix
  FROM (SELECT f.owner, f.object, 'policy ' || d.name || ' calls it' AS part, format('ALTER ROUTINE %s OWNER TO ringfence_owner;', f.quoted) AS fix, d.relation
          FROM policy_use AS d JOIN function AS f ON f.oid = d.used AND d.kind = 'function'
        UNION
        SELECT f.owner, f.object, 'trigger ' || g.name || ' runs it', format('ALTER ROUTINE %s OWNER TO ringfence_owner;', f.quoted), g.relation
          FROM firing AS g JOIN function AS f ON f.oid = g.function WHERE NOT g.internal AND g.parent = 0
        UNION
        SELECT c.owner, c.object, 'read by ' || h.names, format('ALTER VIEW %s OWNER TO ringfence_owner;', c.quoted), c.oid
          FROM opened AS h JOIN relation AS c ON c.oid = h.relation WHERE c.kind = 'v') AS x
  JOIN pg_roles AS r ON r.oid = x.owner
 WHERE r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user AND r.oid NOT IN (SELECT s.oid FROM service AS s)
   AND NOT EXISTS (SELECT FROM policy AS p WHERE p.relation = x.relation AND r.oid = ANY (p.roles))

-- rule schema-named-as-role, warning
-- title: A schema has the name of a role of the service
-- harm: PostgreSQL looks there first for a name without its schema: what lies there takes the place of what a query means.
SELECT n.nspname, 'owned by ' || pg_get_userbyid(n.nspowner), format('ALTER SCHEMA %1$I RENAME TO %2$I;', n.nspname, n.nspname || '_objects')
  FROM pg_namespace AS n JOIN service AS s ON s.name = n.nspname

-- rule database-owner-can-log-in, warning, administrator
-- title: The database belongs to another login
-- harm: Its owner sets what every session begins with, makes schemas, owns the schema public, and may drop all of it.
SELECT d.datname, 'owned by ' || r.rolname, format('ALTER DATABASE %I OWNER TO CURRENT_USER;', d.datname)
  FROM pg_database AS d JOIN pg_roles AS r ON r.oid = d.datdba
 WHERE d.datname = current_database() AND r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT s.oid FROM service AS s)

-- rule database-is-template, error
-- title: Everybody who may make databases may copy this one
-- harm: The copy has the rows of every tenant and the seal's keys, and belongs to whoever made it.
SELECT d.datname, '', format('ALTER DATABASE %I IS_TEMPLATE false;', d.datname)
  FROM pg_database AS d WHERE d.datname = current_database() AND d.datistemplate
