-- Large objects are closed to the service, run at every `migrate`: they have no rows and no policies, and what one
-- customer's SQL left in one every other customer could read, whose database role is the same. Who may close them is
-- the server's owner; where the administrator is somebody else it stays as PostgreSQL has it, and the doctor says so.

-- Nobody's objects stand in for the server's own in what follows.
SELECT set_config('search_path', 'pg_catalog, pg_temp', true);

DO $$
DECLARE
  name regprocedure;
  other text;
BEGIN
  FOR name IN
    SELECT p.oid
      FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
     WHERE p.pronamespace = 'pg_catalog'::regnamespace AND l.lanname = 'internal' AND p.prosrc ~ '^be_lo'
       AND pg_has_role(p.proowner, 'USAGE')
       AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a WHERE a.grantee = 0)
  LOOP
    -- Nobody but the service is meant to lose anything: who had it because everybody has, has it by name.
    FOR other IN
      SELECT r.rolname FROM pg_roles AS r
       WHERE r.rolcanlogin AND NOT r.rolsuper AND r.rolname !~ '^(pg_|ringfence_)'
    LOOP
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', name, other);
    END LOOP;
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
  END LOOP;
END
$$;
