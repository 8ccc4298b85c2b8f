-- The view ringfence.bound reads the setting once and is one row or an error, so that the functions of the scope need not
-- ask a second time for what it refused.
--
-- A database that was restored from a dump has the function and not yet the view: nothing is bound until `migrate` ran.
SET LOCAL check_function_bodies = off;

-- Makes an error of a context that was refused, with its reason. It never returns.
CREATE FUNCTION ringfence.refuse(expected text)
RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY INVOKER
AS $$
BEGIN
  PERFORM ringfence.principal(expected);
  RAISE EXCEPTION 'ringfence: the principal is not verified' USING ERRCODE = '28000';
END
$$;
ALTER FUNCTION ringfence.refuse(text) OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.refuse(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.refuse(text)
  TO ringfence_customer, ringfence_staff, ringfence_visitor, ringfence_owner;

CREATE OR REPLACE FUNCTION ringfence.scope(expected text)
RETURNS TABLE (tenant uuid, subject uuid, role text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY INVOKER ROWS 1
AS $$
  SELECT b.tenant, b.subject, b.role
    FROM ringfence.bound AS b
   WHERE CASE WHEN b.role OPERATOR(pg_catalog.=) coalesce(expected, b.role) THEN true
              ELSE ringfence.refuse(expected) END
$$;
