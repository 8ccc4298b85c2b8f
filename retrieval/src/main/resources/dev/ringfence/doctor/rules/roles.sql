-- What the service's roles are.

-- rule login-superuser, error
-- title: A role of the service is a superuser
-- harm: Row-level security does not apply to a superuser: any SQL on its connection reads every tenant.
SELECT h.name, '', format('ALTER ROLE %I NOSUPERUSER;', h.name)
  FROM house AS h JOIN pg_roles AS r ON r.oid = h.oid WHERE r.rolsuper

-- rule login-bypassrls, error
-- title: A role of the service goes around row-level security
-- harm: BYPASSRLS turns every policy off for it: any SQL on its connection reads every tenant.
SELECT h.name, '', format('ALTER ROLE %I NOBYPASSRLS;', h.name)
  FROM house AS h JOIN pg_roles AS r ON r.oid = h.oid WHERE r.rolbypassrls

-- rule login-createrole, error
-- title: A role of the service may make roles
-- harm: With CREATEROLE it can make itself a role of another kind, and become it.
SELECT h.name, '', format('ALTER ROLE %I NOCREATEROLE;', h.name)
  FROM house AS h JOIN pg_roles AS r ON r.oid = h.oid WHERE r.rolcreaterole

-- rule login-createdb, error
-- title: A role of the service may make databases
-- harm: With CREATEDB it can copy a template, and own the copy.
SELECT h.name, '', format('ALTER ROLE %I NOCREATEDB;', h.name)
  FROM house AS h JOIN pg_roles AS r ON r.oid = h.oid WHERE r.rolcreatedb

-- rule login-replication, error
-- title: A role of the service may replicate
-- harm: With REPLICATION it can stream every row of the cluster past every policy.
SELECT h.name, '', format('ALTER ROLE %I NOREPLICATION;', h.name)
  FROM house AS h JOIN pg_roles AS r ON r.oid = h.oid WHERE r.rolreplication

-- rule group-can-login, error
-- title: A role that is to be taken, not logged in as, may log in
-- harm: Somebody can connect as the owner of the fence, or as a kind of person, without the service between.
SELECT h.name, '', format('ALTER ROLE %I NOLOGIN;', h.name)
  FROM house AS h JOIN pg_roles AS r ON r.oid = h.oid
 WHERE r.rolcanlogin AND h.name IN ('ringfence_owner', 'ringfence_seal', 'ringfence_customer',
                                    'ringfence_staff', 'ringfence_visitor')

-- rule login-without-password, error, superuser
-- title: A login of the service has no password
-- harm: Whoever the server trusts by address or by name alone becomes the service.
SELECT r.rolname, '', format('ALTER ROLE %I PASSWORD ''…'';  -- or: ringfence migrate', r.rolname)
  FROM pg_authid AS r JOIN service AS s ON s.oid = r.oid
 WHERE r.rolcanlogin AND r.rolpassword IS NULL

-- rule login-password-md5, warning, superuser
-- title: A login's password is kept as MD5
-- harm: A copy of the catalogue is enough to log in as the service: an MD5 verifier is as good as the password.
SELECT r.rolname, '', format('SET password_encryption = ''scram-sha-256''; ALTER ROLE %I PASSWORD ''…'';', r.rolname)
  FROM pg_authid AS r JOIN house AS s ON s.oid = r.oid
 WHERE r.rolpassword LIKE 'md5%'

-- rule login-expires, warning
-- title: A login's password has an end
-- harm: From that moment every new connection of the service fails, and with it every answer.
SELECT r.rolname, 'valid until ' || r.rolvaliduntil, format('ALTER ROLE %I VALID UNTIL ''infinity'';', r.rolname)
  FROM pg_roles AS r JOIN service AS s ON s.oid = r.oid
 WHERE r.rolcanlogin AND r.rolvaliduntil < now() + interval '30 days'

-- rule login-inherits, warning
-- title: The service's login has the rights of the people it may become, without becoming them
-- harm: What is granted to customers and to staff adds up in one connection, before any role is taken.
SELECT 'ringfence_app', 'member of ' || g.rolname,
       format('REVOKE %1$I FROM ringfence_app; %2$s', g.rolname,
              CASE WHEN current_setting('server_version_num')::int >= 160000
                   THEN format('GRANT %I TO ringfence_app WITH INHERIT FALSE, SET TRUE;', g.rolname)
                   ELSE format('GRANT %I TO ringfence_app; ALTER ROLE ringfence_app NOINHERIT;', g.rolname) END)
  FROM pg_auth_members AS m
  JOIN pg_roles AS l ON l.oid = m.member AND l.rolname = 'ringfence_app'
  JOIN pg_roles AS g ON g.oid = m.roleid AND g.rolname IN ('ringfence_customer', 'ringfence_staff')
 WHERE coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, l.rolinherit)

-- rule login-other, error
-- title: The service logs in as a role that ringfence did not make
-- harm: Nothing is known of such a login: it may own tables, or be an administrator, and then no policy holds.
SELECT s.name, '', '-- let DATABASE_URL name ringfence_app, and RINGFENCE_VISITOR_DATABASE_URL ringfence_public'
  FROM seat AS s WHERE s.name NOT IN ('ringfence_app', 'ringfence_public')
