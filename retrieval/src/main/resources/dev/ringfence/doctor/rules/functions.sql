-- What runs with somebody else's rights, or may be misled.

-- rule definer-function-granted, error
-- title: The service's roles may run a function with its owner's rights
-- harm: What it reads or changes passes the owner's policies, or none, not those of the person who asks.
SELECT f.object, f.part || ' for ' || string_agg(f.hand, ', '), format('REVOKE EXECUTE ON ROUTINE %s FROM %s;', f.quoted, string_agg(f.hand_quoted, ', '))
  FROM runnable AS f WHERE f.definer AND f.schema <> 'ringfence' AND f.hand <> 'PUBLIC' GROUP BY f.oid, f.object, f.part, f.quoted

-- rule definer-function-public, error
-- title: Everybody may run a function with its owner's rights
-- harm: PostgreSQL grants EXECUTE to PUBLIC unless it is told otherwise: visitors may call it too.
SELECT f.object, f.part, format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC;', f.quoted)
  FROM runnable AS f WHERE f.definer AND f.hand = 'PUBLIC' AND NOT f.trigger

-- rule definer-function-of-superuser, error
-- title: A function runs as somebody for whom no policy holds
-- harm: Its owner is a superuser or has BYPASSRLS: it reads the rows of every tenant, even of tables with FORCE.
SELECT DISTINCT f.object, f.part || ' owned by ' || r.rolname, format('ALTER ROUTINE %s SECURITY INVOKER;', f.quoted)
  FROM runnable AS f JOIN pg_roles AS r ON r.oid = f.owner
 WHERE f.definer AND NOT f.trigger AND (r.rolsuper OR r.rolbypassrls)

-- rule definer-function-search-path, error
-- title: A function with its owner's rights follows the caller's search path
-- harm: The caller decides which table or operator a name in it means, and the function runs that as its owner.
SELECT DISTINCT f.object, f.part, format('ALTER ROUTINE %s SET search_path = pg_catalog, pg_temp;', f.quoted)
  FROM runnable AS f
 WHERE f.definer AND f.schema <> 'ringfence'
   AND NOT EXISTS (SELECT FROM unnest(f.config) AS c (pair) WHERE c.pair ~ '^search_path=')

-- rule definer-function-path-open, error
-- title: A function with its owner's rights searches a schema that others write to
-- harm: Something put there takes the place of what the function means, and runs as its owner.
SELECT DISTINCT f.object, f.part || ' searches ' || n.nspname, format('ALTER ROUTINE %s SET search_path = pg_catalog, pg_temp;', f.quoted)
  FROM runnable AS f
 CROSS JOIN unnest(f.config) AS c (pair)
 CROSS JOIN unnest(string_to_array(replace(substr(c.pair, 13), '"', ''), ',')) AS s (name)
  JOIN pg_namespace AS n ON n.nspname = btrim(s.name)
 CROSS JOIN aclexplode(n.nspacl) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE f.definer AND c.pair ~ '^search_path=' AND a.privilege_type = 'CREATE'

-- rule function-untrusted-language, error
-- title: The service's roles may run code that is not confined
-- harm: A function in such a language does what the server's process may: read any file, open any connection.
SELECT f.object, f.part || ' in ' || l.lanname, format('REVOKE EXECUTE ON ROUTINE %s FROM %s;', f.quoted, string_agg(f.hand_quoted, ', '))
  FROM runnable AS f JOIN pg_language AS l ON l.oid = f.language
 WHERE NOT l.lanpltrusted GROUP BY f.oid, f.object, f.part, f.quoted, l.lanname

-- rule language-custom, error
-- title: Somebody made a language
-- harm: Whether its functions are confined is only what its maker says, and everybody may write in one that is called trusted.
SELECT l.lanname, CASE WHEN l.lanpltrusted THEN 'called trusted' ELSE 'not trusted' END, format('DROP LANGUAGE %I;', l.lanname)
  FROM pg_language AS l
 WHERE l.oid >= 16384
   AND NOT EXISTS (SELECT FROM member_of_extension AS e WHERE e.classid = 'pg_language'::regclass AND e.objid = l.oid)

-- rule function-leakproof, error
-- title: A function is marked leakproof
-- harm: The planner may then show it rows that a policy is about to hide.
SELECT f.object, f.part, format('ALTER ROUTINE %s NOT LEAKPROOF;', f.quoted)
  FROM function AS f WHERE f.leakproof

-- rule builtin-leakproof, error
-- title: One of PostgreSQL's own functions was marked leakproof
-- harm: The planner may then show it rows that a policy is about to hide; its error messages tell their values.
SELECT n.nspname || '.' || p.proname, '(' || pg_get_function_identity_arguments(p.oid) || ')', format('ALTER ROUTINE %s NOT LEAKPROOF;', p.oid::regprocedure)
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
 WHERE p.oid < 16384 AND p.proleakproof AND p.xmin::text NOT IN ('1', '2')

-- rule function-among-builtins, error
-- title: A function was put among PostgreSQL's own
-- harm: Names are looked for there first: it can take the place of a function that a policy calls.
SELECT f.object, f.part, format('DROP ROUTINE %s;', f.quoted)
  FROM function AS f WHERE f.schema IN ('pg_catalog', 'information_schema')

-- rule builtin-changed, error
-- title: One of PostgreSQL's own functions is not what it was
-- harm: Policies and the view that verifies the seal are made of these: one that was replaced, or runs with other rights, decides who somebody is.
SELECT n.nspname || '.' || p.proname, '(' || pg_get_function_identity_arguments(p.oid) || ')',
       CASE WHEN p.prosecdef OR p.proconfig IS NOT NULL THEN format('ALTER ROUTINE %1$s SECURITY INVOKER; ALTER ROUTINE %1$s RESET ALL;', p.oid::regprocedure)
            ELSE format('-- make %s again what a fresh PostgreSQL %s has', p.oid::regprocedure, current_setting('server_version_num')::int / 10000) END
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
 WHERE p.oid < 16384
   AND (p.prosecdef OR p.proconfig IS NOT NULL
        OR p.prolang NOT IN (SELECT l.oid FROM pg_language AS l WHERE l.lanname IN ('internal', 'c', 'sql'))
        -- Written as text, and later than the server was made.
        OR p.prolang = (SELECT l.oid FROM pg_language AS l WHERE l.lanname = 'sql')
           AND age(p.xmin) < (SELECT age(e.xmin) FROM pg_extension AS e WHERE e.extname = 'plpgsql' AND e.oid < 16384)
        OR p.prosrc = 'show_config_by_name_missing_ok' AND p.provolatile = 'i' OR p.prosrc = 'show_config_by_name' AND p.provolatile = 'i'
        OR n.nspname = 'pg_catalog' AND p.proname IN ('uuid_eq', 'texteq', 'int4eq', 'int8eq', 'bpchareq', 'byteaeq', 'nameeq') AND p.prosrc <> p.proname
        OR n.nspname = 'pg_catalog' AND p.proname = 'sha256' AND p.prosrc <> 'sha256_bytea')

-- rule operator-custom, warning
-- title: Somebody made an operator for types that owners have
-- harm: A policy that compares owners with it compares as that somebody likes.
SELECT n.nspname || '.' || o.oprname, format('(%s, %s)', o.oprleft::regtype, o.oprright::regtype),
       format('DROP OPERATOR %I.%s (%s, %s);', n.nspname, o.oprname, CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE o.oprleft::regtype::text END, o.oprright::regtype)
  FROM pg_operator AS o JOIN pg_namespace AS n ON n.oid = o.oprnamespace
 WHERE o.oid >= 16384
   AND (o.oprleft IN (SELECT t.oid FROM owner_type AS t) OR o.oprright IN (SELECT t.oid FROM owner_type AS t))
   AND NOT EXISTS (SELECT FROM member_of_extension AS e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid)

-- rule operator-class-custom, error
-- title: An index of a protected table orders by somebody's own functions
-- harm: What the index finds is not compared again: rows of one tenant are found for another where the functions say so.
SELECT DISTINCT t.object, format('index %s uses %s.%s', i.relname, n.nspname, o.opcname), format('DROP INDEX %s;', i.oid::regclass)
  FROM pg_index AS x JOIN inside AS t ON t.oid = x.indrelid JOIN pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_opclass AS o ON o.oid = ANY (x.indclass::oid[]) JOIN pg_namespace AS n ON n.oid = o.opcnamespace
 WHERE o.oid >= 16384
   AND NOT EXISTS (SELECT FROM member_of_extension AS e WHERE e.classid = 'pg_opclass'::regclass AND e.objid = o.oid)

-- rule cast-custom, warning
-- title: Somebody made a cast for types that owners have
-- harm: Values of an owner's type pass through that somebody's function, in policies too.
SELECT format('%s.%s', s.nspname, t.typname), format('cast to %s', c.casttarget::regtype), format('DROP CAST (%s AS %s);', c.castsource::regtype, c.casttarget::regtype)
  FROM pg_cast AS c JOIN pg_type AS t ON t.oid = c.castsource JOIN pg_namespace AS s ON s.oid = t.typnamespace
 WHERE c.oid >= 16384
   AND (c.castsource IN (SELECT t.oid FROM owner_type AS t) OR c.casttarget IN (SELECT t.oid FROM owner_type AS t))
   AND NOT EXISTS (SELECT FROM member_of_extension AS e WHERE e.classid = 'pg_cast'::regclass AND e.objid = c.oid)

-- rule function-reads-passwords, error
-- title: The service's roles may run a function that reads passwords
-- harm: A pooler's look-up of logins, for instance, gives any caller the means to log in as anybody.
SELECT DISTINCT f.object, f.part, format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC, ringfence_app, ringfence_public, ringfence_customer, ringfence_staff, ringfence_visitor;', f.quoted)
  FROM runnable AS f WHERE f.definer AND f.source ~* '\mpg_(shadow|authid)\M'

-- rule function-runs-text, warning
-- title: The service's roles may run a function that builds SQL from text, with its owner's rights
-- harm: What a caller passes can become part of a statement that runs as the owner.
SELECT DISTINCT f.object, f.part, format('ALTER ROUTINE %s SECURITY INVOKER;', f.quoted)
  FROM runnable AS f WHERE f.definer AND f.schema <> 'ringfence' AND f.arguments > 0 AND f.source ~* '\mexecute\M'

-- rule aggregate-runs-definer, error
-- title: An aggregate lets the service's roles run a function with its owner's rights
-- harm: PostgreSQL asks for the aggregate's owner's right to run what an aggregate is made of, and not for the caller's.
SELECT n.nspname || '.' || p.proname, format('(%s) runs %s', pg_get_function_identity_arguments(p.oid), string_agg(DISTINCT f.object, ', ')),
       format('REVOKE EXECUTE ON FUNCTION %s FROM %s;', p.oid::regprocedure, string_agg(DISTINCT h.quoted, ', '))
  FROM pg_aggregate AS g JOIN pg_proc AS p ON p.oid = g.aggfnoid JOIN pg_namespace AS n ON n.oid = p.pronamespace
  JOIN function AS f ON f.definer AND f.oid IN (g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn,
                                                g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn)
 CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a JOIN hand AS h ON h.oid = a.grantee
 WHERE p.oid >= 16384 GROUP BY p.oid, n.nspname, p.proname

-- rule large-object-function, error
-- title: The service's roles may run a function that reads large objects or files with its owner's rights
-- harm: It hands out what has no rows and no policies.
SELECT DISTINCT f.object, f.part, format('ALTER ROUTINE %s SECURITY INVOKER;', f.quoted)
  FROM runnable AS f WHERE f.definer AND f.source ~* '\m(lo_(get|export|import|open|from_bytea|put)|loread|pg_read_(binary_)?file|pg_ls_\w+)\s*\('

-- rule large-object-function-granted, error
-- title: The service's roles may read or write large objects
-- harm: What one customer's SQL leaves in one, the next customer's reads: their database role is the same, and no policy, quota or erasure looks there.
SELECT f.object, f.part || ' for ' || h.name, format('REVOKE EXECUTE ON FUNCTION %s FROM %s;', f.quoted, h.quoted)
  FROM large_object_function AS f CROSS JOIN aclexplode(f.rights) AS a JOIN hand AS h ON h.oid = a.grantee

-- rule large-objects-for-everybody, warning
-- title: Everybody may make large objects, as PostgreSQL has it
-- harm: Two customers who both get SQL of their own into the service's connections can leave each other notes there. `migrate` closes it with a superuser's login, and nobody else can.
SELECT 'pg_largeobject', count(*) || ' functions for PUBLIC', string_agg(format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC;', f.quoted), ' ' ORDER BY f.quoted)
  FROM large_object_function AS f WHERE f.rights IS NULL HAVING count(*) > 0
