-- Who may become whom.

-- rule login-memberships, error
-- title: A login of the service may become a role that it must not be
-- harm: SQL on its connection can take that role, directly or by way of others, and do all that it may.
SELECT s.name, 'becomes ' || r.rolname || CASE WHEN t.by = s.oid THEN '' ELSE ' through ' || v.rolname END,
       format('REVOKE %I FROM %I;', r.rolname, v.rolname)
  FROM service AS s
  JOIN reach AS t ON t.member = s.oid
  JOIN pg_roles AS r ON r.oid = t.role
  JOIN pg_roles AS v ON v.oid = t.by
 WHERE s.rolcanlogin AND r.oid >= 16384
   AND NOT (s.name = 'ringfence_public' AND r.rolname = 'ringfence_visitor')
   AND NOT (s.name <> 'ringfence_public' AND r.rolname IN ('ringfence_customer', 'ringfence_staff'))

-- rule group-member, error
-- title: A kind of person is a member of another role
-- harm: Whoever acts as that kind of person also has, or may take, the other role's rights.
SELECT g.name, 'member of ' || r.rolname, format('REVOKE %I FROM %I;', r.rolname, g.name)
  FROM service AS g
  JOIN pg_auth_members AS m ON m.member = g.oid
  JOIN pg_roles AS r ON r.oid = m.roleid
 WHERE g.name IN ('ringfence_customer', 'ringfence_staff', 'ringfence_visitor')

-- rule member-of-predefined, error
-- title: A role of the service has one of PostgreSQL's own wide roles
-- harm: Roles such as pg_read_all_data, pg_monitor or pg_signal_backend open every table, every session's statistics or other people's connections.
SELECT s.name, 'member of ' || r.rolname, format('REVOKE %I FROM %I;', r.rolname, v.rolname)
  FROM house AS s
  JOIN reach AS t ON t.member = s.oid
  JOIN pg_roles AS r ON r.oid = t.role
  JOIN pg_roles AS v ON v.oid = t.by
 WHERE r.oid < 16384

-- rule owner-member, error
-- title: The owner of the fence is a member of another role
-- harm: Functions that run as it have that role's rights too, and reach what is outside.
SELECT h.name, 'member of ' || r.rolname, format('REVOKE %I FROM %I;', r.rolname, h.name)
  FROM house AS h
  JOIN pg_auth_members AS m ON m.member = h.oid
  JOIN pg_roles AS r ON r.oid = m.roleid
 WHERE h.name IN ('ringfence_owner', 'ringfence_seal') AND r.oid >= 16384

-- rule member-admin-option, error
-- title: A role of the service may hand a role on
-- harm: With ADMIN OPTION it can make any role a member, itself included.
SELECT h.name, 'ADMIN OPTION for ' || r.rolname, format('REVOKE ADMIN OPTION FOR %I FROM %I;', r.rolname, h.name)
  FROM house AS h
  JOIN pg_auth_members AS m ON m.member = h.oid AND m.admin_option
  JOIN pg_roles AS r ON r.oid = m.roleid

-- rule visitor-may-take-role, warning
-- title: The visitors' login may take a role
-- harm: It is to have a visitor's rights and nobody to become; taking a role is the first step of going around.
SELECT l.rolname, 'may become ' || g.rolname,
       format('GRANT %I TO %I WITH SET FALSE;', g.rolname, l.rolname)
  FROM pg_auth_members AS m
  JOIN pg_roles AS l ON l.oid = m.member AND l.rolname = 'ringfence_public'
  JOIN pg_roles AS g ON g.oid = m.roleid AND g.rolname = 'ringfence_visitor'
 WHERE (to_jsonb(m) ->> 'set_option')::boolean

-- rule stranger-owns-fence, error, administrator
-- title: Another role may become the owner of the fence, or of the seal
-- harm: It can read the key that seals contexts, change policies, or replace the functions that they call.
SELECT r.rolname, 'becomes ' || g.rolname, format('REVOKE %I FROM %I;', g.rolname, v.rolname)
  FROM reach AS t
  JOIN pg_roles AS r ON r.oid = t.member
  JOIN pg_roles AS g ON g.oid = t.role AND g.rolname IN ('ringfence_owner', 'ringfence_seal')
  JOIN pg_roles AS v ON v.oid = t.by
 WHERE NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT h.oid FROM house AS h)

-- rule stranger-in-group, warning, administrator
-- title: A role outside the service is a member of one of its roles
-- harm: It holds what customers or staff hold, without the service between; only the seal keeps it from their rows.
SELECT r.rolname, 'becomes ' || g.rolname, format('REVOKE %I FROM %I;', g.rolname, v.rolname)
  FROM reach AS t
  JOIN pg_roles AS r ON r.oid = t.member
  JOIN service AS s ON s.oid = t.role
  JOIN pg_roles AS g ON g.oid = t.role
  JOIN pg_roles AS v ON v.oid = t.by
 WHERE NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT h.oid FROM house AS h)

-- rule stranger-bypasses, warning, administrator
-- title: Another login goes around row-level security on a protected table
-- harm: With BYPASSRLS and a right on the table it reads the rows of every tenant. Accept it in the baseline where it is meant, for backups.
SELECT r.rolname, 'reads ' || min(t.object), format('ALTER ROLE %I NOBYPASSRLS;', r.rolname)
  FROM pg_roles AS r CROSS JOIN fenced AS t
 WHERE r.rolbypassrls AND r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT h.oid FROM house AS h) AND has_table_privilege(r.oid, t.oid, 'SELECT')
 GROUP BY r.rolname

-- rule stranger-has-wide-role, error, administrator
-- title: Another login has one of PostgreSQL's own wide roles
-- harm: pg_read_all_data and pg_write_all_data open the seal's keys, and whoever knows one can act as anybody; the others reach the server's files, or rows past every policy.
SELECT r.rolname, 'becomes ' || g.rolname, format('REVOKE %I FROM %I;', g.rolname, v.rolname)
  FROM reach AS t
  JOIN pg_roles AS r ON r.oid = t.member
  JOIN pg_roles AS g ON g.oid = t.role
  JOIN pg_roles AS v ON v.oid = t.by
 WHERE g.rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files',
                     'pg_execute_server_program', 'pg_create_subscription')
   AND r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT h.oid FROM house AS h)

-- rule stranger-replicates, warning, administrator
-- title: Another login may replicate
-- harm: It can stream every row of the cluster past every policy, the seal's keys included. Accept it in the baseline where it is meant, for a standby.
SELECT r.rolname, '', format('ALTER ROLE %I NOREPLICATION;', r.rolname)
  FROM pg_roles AS r
 WHERE r.rolreplication AND r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT h.oid FROM house AS h)

-- rule stranger-makes-roles, warning, administrator
-- title: Another login may make itself a member of the service's roles
-- harm: Before PostgreSQL 16 CREATEROLE gives out membership in any role that is no superuser: it can become the owner of the fence, or of the seal.
SELECT r.rolname, '', format('ALTER ROLE %I NOCREATEROLE;', r.rolname)
  FROM pg_roles AS r CROSS JOIN version AS v
 WHERE v.number < 160000 AND r.rolcreaterole AND r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user
   AND r.oid NOT IN (SELECT h.oid FROM house AS h)
