-- The seal is verified inside the plan of the query that it guards: ringfence.bound, which seal-keys.sql makes beside
-- the keys, is a view with the rights of the keys' owner, so that neither PL/pgSQL nor a second query has to
-- be started for it (docs/benchmarks.md). What the view does not take, ringfence.principal looks at
-- again and refuses with its reason.
--
-- A database that was restored from a dump has the function and not yet the view: nothing is bound until `migrate` ran.
SET LOCAL check_function_bodies = off;

CREATE OR REPLACE FUNCTION ringfence.scope(expected text)
RETURNS TABLE (tenant uuid, subject uuid, role text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY INVOKER ROWS 1
AS $$
  SELECT CASE WHEN p.good THEN p.tenant ELSE (ringfence.principal(expected))[1]::pg_catalog.uuid END,
         CASE WHEN p.good THEN p.subject ELSE (ringfence.principal(expected))[2]::pg_catalog.uuid END,
         CASE WHEN p.good THEN p.role ELSE (ringfence.principal(expected))[3] END
    FROM (SELECT b.tenant, b.subject, b.role,
                 b.role OPERATOR(pg_catalog.=) coalesce(expected, b.role) AS good
            FROM (VALUES (1)) AS one (row) LEFT JOIN ringfence.bound AS b ON true) AS p
$$;
